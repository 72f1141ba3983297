import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cooked } from '../../src/lint/cooked.ts';

it.each([
  ['plain', 'plain'],
  ['https:\\/\\/a.test', 'https://a.test'],
  ['\\x41\\u0042\\u{1F600}', 'AB\u{1F600}'],
  ['\\n\\t\\\\\\"', '\n\t\\"'],
  ['a\\\nb\\\r\nc', 'abc'],
  ['\\u{FFFFFF}', '\\u{FFFFFF}'],
  ['\\u12', 'u12'],
  ['end\\', 'end\\'],
])('%j stands for %j', (raw, text) => expect(cooked(raw)).toBe(text));

it('any JSON string is read as JSON reads it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(cooked(JSON.stringify(text).slice(1, -1))).toBe(text);
    }),
  );
});
