import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentOf, readDer, TAG } from '../../src/probe/der-reader.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

it('gives the elements in a row, with lengths in one octet or more', () => {
  const long = Buffer.concat([bytes('04 82 0100'), Buffer.alloc(256, 5)]);
  const elements = readDer(Buffer.concat([bytes('0601 2a 3000'), long]));
  expect(elements.map(({ tag, content }) => [tag, content.length])).toEqual([
    [TAG.oid, 1],
    [TAG.sequence, 0],
    [TAG.octets, 256],
  ]);
  expect(readDer(Buffer.alloc(0))).toEqual([]);
});

it('gives the content of one element alone', () => {
  expect(contentOf(bytes('3003 020101'), TAG.sequence).toString('hex')).toBe('020101');
  for (const other of ['020101', '3000 3000', '']) expect(() => contentOf(bytes(other), TAG.sequence)).toThrow('0x30');
});

it.each([
  ['an element longer than the bytes', '3004 020101', /announced/],
  ['a length without an end', '3080 0000', /0 octets/],
  ['a length of five octets', '3085 0000000000', /5 octets/],
  ['a tag of several octets', '1f8101 00', /tag/],
  ['a tag alone', '30', /announced/],
])('refuses %s', (_, hex, text) => {
  expect(() => readDer(bytes(hex))).toThrow(text);
});

it('any bytes give elements or our own error', () => {
  fc.assert(fc.property(fc.uint8Array(), (any) => void onlyWireErrors(() => readDer(any))));
});
