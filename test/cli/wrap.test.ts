import { expect, it } from 'vitest';
import { visible, wrap } from '../../src/cli/wrap.ts';

it.each([
  ['short', 10, ['short']],
  ['one two three', 7, ['one two', 'three']],
  ['one two three', 3, ['one', 'two', 'three']],
  ['a very-long-word-that-is-copied here', 6, ['a', 'very-long-word-that-is-copied', 'here']],
  ['', 5, ['']],
])('%j in %d columns', (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

it('what would move a terminal’s cursor or colour is shown as a space', () => {
  expect(visible('a\u001b[31mb\r\nc\u009bd')).toBe('a [31mb c d');
});
