import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RECORD, RecordReader } from '../../src/probe/record-reader.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

const record = (type: number, payload: Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(type, 3, 3, payload.length >> 8, payload.length & 0xff), payload]);

/** Cuts bytes at places that fast-check finds. */
const cut = (bytes: Buffer, places: readonly number[]): readonly Buffer[] => {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge));
};

it('finds the same records wherever the stream is cut', () => {
  const one = fc.record({
    type: fc.constantFrom(...Object.values(RECORD)),
    payload: fc.uint8Array({ maxLength: 300 }),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), fc.array(fc.nat()), (wanted, places) => {
      const stream = Buffer.concat(wanted.map(({ type, payload }) => record(type, payload)));
      const reader = new RecordReader();
      const found = cut(stream, places).flatMap((piece) => [...reader.push(piece)]);
      expect(found.map(({ type, payload }) => [type, payload.toString('hex')])).toEqual(
        wanted.map(({ type, payload }) => [type, Buffer.from(payload).toString('hex')]),
      );
    }),
  );
});

it('keeps the header, which sealed records are sealed with', () => {
  const [found] = new RecordReader().push(record(23, Buffer.from('abc')));
  expect(found?.header.toString('hex')).toBe('1703030003');
});

it('the longest record that any version allows is read', () => {
  expect([...new RecordReader().push(record(22, Buffer.alloc(18_432)))]).toHaveLength(1);
});

it.each([
  ['an HTTP answer, at its first byte', 'H', /first byte/],
  ['a record of SSL 2', '\x80\x2e\x01', /first byte/],
  ['another protocol’s version', '\x16\x02\x00\x00\x01', /version/],
  ['a record longer than any', '\x16\x03\x03\x48\x01', /18433 bytes/],
])('refuses %s', (_, text, message) => {
  expect(() => [...new RecordReader().push(Buffer.from(text, 'latin1'))]).toThrow(message);
});

it('gives the records before a fault', () => {
  const records = new RecordReader().push(Buffer.concat([record(22, Buffer.of(1)), Buffer.of(0)]));
  const seen: number[] = [];
  const read = () => {
    for (const { type } of records) seen.push(type);
  };
  expect(read).toThrow('first byte');
  expect(seen).toEqual([22]);
});

it('any bytes give records or our own error', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (pieces) => {
      const reader = new RecordReader();
      onlyWireErrors(() => pieces.map((piece) => [...reader.push(piece)]));
    }),
  );
});
