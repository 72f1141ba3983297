import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WireError } from '../../src/errors.ts';
import { ByteReader } from '../../src/probe/byte-reader.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

it('reads numbers, bytes and vectors one after the other', () => {
  const reader = new ByteReader(Buffer.from('01 0203 040506 aabb 02ccdd'.replaceAll(' ', ''), 'hex'));
  expect([reader.number(1), reader.number(2), reader.number(3)]).toEqual([1, 0x0203, 0x040506]);
  expect(reader.take(2).toString('hex')).toBe('aabb');
  expect(reader.left).toBe(3);
  expect(reader.sized(1).toString('hex')).toBe('ccdd');
  reader.end();
});

it('reads a part of other bytes as that part', () => {
  const part = new Uint8Array([9, 1, 2, 9]).subarray(1, 3);
  const reader = new ByteReader(part);
  expect(reader.number(2)).toBe(0x0102);
  reader.end();
});

it.each<[string, string, (reader: ByteReader) => unknown]>([
  ['bytes that are not there', '01', (reader) => reader.take(2)],
  ['a number that is cut off', '0102', (reader) => reader.number(3)],
  ['a vector longer than the rest', '0301', (reader) => reader.sized(1)],
  ['bytes behind the end', '01', (reader) => reader.end()],
])('refuses %s', (_, hex, read) => {
  expect(() => read(new ByteReader(Buffer.from(hex, 'hex')))).toThrow(WireError);
});

it('whatever is asked of whatever bytes, it gives them in order or refuses', () => {
  const asks = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 6 })));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), asks, (bytes, wanted) => {
      const reader = new ByteReader(bytes);
      for (const [sized, width] of wanted) onlyWireErrors(() => (sized ? reader.sized(width) : reader.number(width)));
      expect(reader.left).toBeGreaterThanOrEqual(0);
    }),
  );
});
