import { expect, it } from 'vitest';
import { Problem } from '../../src/admin/problem.ts';
import { tooMany } from '../../src/admin/too-many.ts';

it('is a problem that says when to come again', () => {
  const problem = tooMany(7, 'Too many.');
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ statusCode: 429, message: 'Too many.', headers: { 'retry-after': '7' } });
});
