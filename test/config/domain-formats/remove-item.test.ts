import { parse } from 'jsonc-parser';
import { expect, it } from 'vitest';
import { removeItem } from '../../../src/config/domain-formats/remove-item.ts';

it.each([
  ['{ "a": [1, 2, 3] }', 0, '{ "a": [2, 3] }'],
  ['{ "a": [1, 2, 3] }', 1, '{ "a": [1, 3] }'],
  ['{ "a": [1] }', 0, '{ "a": [] }'],
  ['{ "a": [\n  1, // one, stays\n  2\n] }', 1, '{ "a": [\n  1 // one, stays\n] }'],
  ['{ "a": [\n  1, // one\n  2 // two\n] }', 1, '{ "a": [\n  1 // one\n   // two\n] }'],
  ['{ "a": [1] }', 4, '{ "a": [1] }'],
])('%j without item %i is %j', (text, index, rest) => {
  expect(removeItem(text, ['a'], index)).toBe(rest);
});

it('a comma behind the last item does no harm', () => {
  expect(parse(removeItem('{ "a": [1, 2,] }', ['a'], 1), [], { allowTrailingComma: true })).toEqual({ a: [1] });
});
