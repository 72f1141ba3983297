import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Utf8Stream } from '../../../src/exchange/answer/utf8-stream.ts';

const takes = (chunks: readonly Uint8Array[]): boolean => {
  const stream = new Utf8Stream();
  for (const chunk of chunks) stream.take(Buffer.from(chunk));
  stream.end();
  return stream.isValid;
};

/** Node's own decoder, which throws at a fault. */
const isUtf8 = (chunks: readonly Uint8Array[]): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return true;
  } catch {
    return false;
  }
};

it.each([
  ['你 in three chunks', [[0xe4], [0xbd], [0xa0]], true],
  [
    'an emoji cut in two',
    [
      [0x41, 0xf0, 0x9f],
      [0x98, 0x80, 0x41],
    ],
    true,
  ],
  ['an empty chunk between', [[0xe4, 0xbd], [], [0xa0]], true],
  ['a stray byte that begins a chunk', [[0x41], [0xa0]], false],
  ['an open character that the next chunk does not close', [[0xe4, 0xbd], [0x41]], false],
  ['an open character at the end', [[0x41, 0xe4, 0xbd]], false],
  ['a surrogate cut in two', [[0xed], [0xa0, 0x80]], false],
  ['too long a form', [[0xc0], [0x80]], false],
  ['nothing', [], true],
])('%s: %j, UTF-8 %s', (_, chunks, expected) => {
  expect(takes(chunks.map((bytes) => Uint8Array.from(bytes)))).toBe(expected);
});

it('says of any bytes, however cut, what a decoder says of all at once', () => {
  const byte = fc.constantFrom(0x41, 0x80, 0xa0, 0xbf, 0xc3, 0xe4, 0xed, 0xf0, 0xf4, 0xff, 0x9f, 0x98);
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 5 }).chain(() => fc.array(byte, { maxLength: 5 }))), (chunks) => {
      const bytes = chunks.map((chunk) => Uint8Array.from(chunk));
      expect(takes(bytes)).toBe(isUtf8(bytes));
    }),
    { numRuns: 2000 },
  );
});

it('takes any text, cut anywhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 7 }), (text, size) => {
      const bytes = Buffer.from(text);
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        bytes.subarray(n * size, (n + 1) * size),
      );
      expect(takes(chunks)).toBe(true);
    }),
  );
});
