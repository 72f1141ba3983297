import { expect, it } from 'vitest';
import { fold } from '../../src/events/fold.ts';

it.each([
  ['', 10, []],
  ['one two', 10, ['one two']],
  ['one two three', 7, ['one two', 'three']],
  ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['a bcdefgh', 4, ['a', 'bcde', 'fgh']],
])('%j in %i columns', (text, width, lines) => {
  expect(fold(text, width)).toEqual(lines);
});
