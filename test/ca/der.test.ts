import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  bits,
  bytesOf,
  type Der,
  decode,
  encode,
  integer,
  nothing,
  octets,
  oid,
  partsOf,
  sequence,
  set,
  tagged,
  taggedBytes,
  time,
  truth,
  utf8,
} from '../../src/ca/der.ts';
import { spkiDer } from '../../src/ca/spki.ts';

describe('der', () => {
  const rows: readonly (readonly [what: string, der: Der, hex: string])[] = [
    ['an object identifier', oid('2.5.29.17'), '0603551d11'],
    ['one with long parts', oid('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
    ['true', truth(), '0101ff'],
    ['null', nothing(), '0500'],
    ['an integer, byte for byte', integer(Buffer.from('7f00', 'hex')), '02027f00'],
    ['text beyond ASCII', utf8('测'), '0c03e6b58b'],
    ['octets', octets(Buffer.from('00ff', 'hex')), '040200ff'],
    ['bits with padding', bits(Buffer.from('a0', 'hex'), 5), '030205a0'],
    ['a sequence', sequence(truth(), nothing()), '30050101ff0500'],
    ['an empty sequence', sequence(), '3000'],
    ['a set', set(nothing()), '31020500'],
    ['an explicit tag', tagged(3, nothing()), 'a3020500'],
    ['an implicit tag', taggedBytes(2, Buffer.from('a.test')), '8206612e74657374'],
    ['a time up to 2049', time(new Date('2049-12-31T23:59:59Z')), '170d3439313233313233353935395a'],
    ['a time from 2050', time(new Date('2050-01-01T00:00:00Z')), '180f32303530303130313030303030305a'],
    ['a length of two bytes', octets(Buffer.alloc(300)), `0482012c${'00'.repeat(300)}`],
  ];
  it.each(rows)('writes %s', (_what, der, hex) => {
    expect(encode(der).toString('hex')).toBe(hex);
  });

  it('reads a structure into its parts', () => {
    const parts = partsOf(decode(Buffer.from('30050101ff0401aa'.replace('3005', '3006'), 'hex')));
    expect(parts.map((part) => bytesOf(part).toString('hex'))).toEqual(['ff', 'aa']);
    expect(partsOf(parts[0])).toEqual([]);
    expect(partsOf(undefined)).toEqual([]);
    expect(bytesOf(undefined)).toEqual(Buffer.alloc(0));
  });

  it.each([
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['P-521', generateKeyPairSync('ec', { namedCurve: 'P-521' })],
    ['Ed25519', generateKeyPairSync('ed25519')],
  ])('passes a public key on byte for byte: %s', (_what, { publicKey }) => {
    expect(encode(decode(spkiDer(publicKey)))).toEqual(spkiDer(publicKey));
  });
});
