import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placesOf } from '../../src/lint/places.ts';

it.each([
  ['', 0, 1, 1],
  ['ab', 1, 1, 2],
  ['a\nb', 2, 2, 1],
  ['a\r\nb', 3, 2, 1],
  ['a\rb\n\nc', 5, 4, 1],
  ['\u{1F600}a', 2, 1, 3],
])('in %j the offset %i is %i:%i', (text, offset, line, column) => {
  expect(placesOf(text)(offset)).toEqual({ line, column });
});

it('of any text the lines before a place and the columns in it add up', () => {
  const text = fc.array(fc.constantFrom('a', '\n', '\r\n'), { maxLength: 30 }).map((some) => some.join(''));
  fc.assert(
    fc.property(text, fc.nat(60), (source, at) => {
      const offset = Math.min(at, source.length);
      const { line, column } = placesOf(source)(offset);
      const before = source.split('\n').slice(0, line - 1);
      expect(before.join('\n').length + (line > 1 ? 1 : 0) + column - 1).toBe(offset);
    }),
  );
});
