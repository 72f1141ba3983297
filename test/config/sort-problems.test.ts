import { expect, it } from 'vitest';
import { sortProblems } from '../../src/config/sort-problems.ts';

const at = (file: string, line: number, column: number) => ({ file, line, column, path: '', rule: null, message: '' });

it('problems stand by file, as the files came up, then by line and column', () => {
  const problems = [at('b', 2, 1), at('a', 9, 9), at('b', 1, 7), at('b', 1, 3)];
  expect(sortProblems(problems)).toEqual([at('b', 1, 3), at('b', 1, 7), at('b', 2, 1), at('a', 9, 9)]);
});
