import { join } from 'node:path';
import { expect, it } from 'vitest';
import { problemLine, problemLines } from '../../src/cli/problem-lines.ts';

const problem = {
  file: join(process.cwd(), 'a.json'),
  line: 3,
  column: 7,
  path: 'lan.prefix',
  message: 'no',
  rule: null,
};

it.each([
  [{}, 'a.json:3:7  lan.prefix  no'],
  [{ rule: 'port-exact' }, 'a.json:3:7  lan.prefix  no  (port-exact)'],
  [{ path: '' }, 'a.json:3:7  no'],
  [{ file: 'MPGATE_BLOCK' }, 'MPGATE_BLOCK:3:7  lan.prefix  no'],
  [{ message: 'a\n\u001b[2Jb' }, 'a.json:3:7  lan.prefix  a [2Jb'],
])('%j', (part, line) => {
  expect(problemLine({ ...problem, ...part })).toBe(line);
});

it('the last line counts', () => {
  expect(problemLines([problem], 'problem').split('\n').at(-1)).toBe('1 problem');
  expect(problemLines([problem, problem], 'warning').split('\n')).toHaveLength(3);
  expect(problemLines([problem, problem], 'warning').split('\n').at(-1)).toBe('2 warnings');
});
