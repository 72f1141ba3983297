import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeIssue } from '../../src/config/describe-issue.ts';

const form = z.strictObject({
  port: z.int().min(1).max(9).optional(),
  mode: z.enum(['auto', 'never']).optional(),
  list: z.array(z.string().max(3)).min(1).optional(),
  name: z.string(),
});

it.each([
  [{ name: 'a', port: 'x' }, '"x" stands where a whole number is expected'],
  [{ name: 'a', port: 1.5 }, '1.5 stands where a whole number is expected'],
  [{ name: 'a', port: Number.NaN }, 'NaN stands where a whole number is expected'],
  [{ name: 'a', port: 0 }, '0 is too small: at least 1'],
  [{ name: 'a', port: 10 }, '10 is too large: at most 9'],
  [{ name: 'a', mode: 'atuo' }, '"atuo" is not one of "auto", "never"; did you mean "auto"?'],
  [{ name: 'a', mode: 'sometimes' }, '"sometimes" is not one of "auto", "never"'],
  [{ name: 'a', list: [] }, '[] is too small: at least 1 entry'],
  [{ name: 'a', list: ['long'] }, '"long" is too large: at most 3 characters'],
  [{ name: 'a', list: {} }, '{} stands where a list is expected'],
  [{}, 'the value is missing; write a string'],
  [{ name: null }, 'null stands where a string is expected'],
  [{ name: { a: 'x'.repeat(99) } }, `{"a":"${'x'.repeat(51)}… stands where a string is expected`],
  [[], '[] stands where an object is expected'],
])('%j: %s', (value, message) => {
  const { error } = form.safeParse(value, { error: describeIssue });
  expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
});
