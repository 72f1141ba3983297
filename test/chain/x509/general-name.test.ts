import { expect, it } from 'vitest';
import { distinguishedName } from '../../../src/ca/certificate.ts';
import { type Der, encode, nothing, octets, sequence, tagged, taggedBytes } from '../../../src/ca/der.ts';
import { readAltNames, readSubtrees } from '../../../src/chain/x509/general-name.ts';

const rows: readonly (readonly [what: string, name: Der, expected: object])[] = [
  ['a host', taggedBytes(2, Buffer.from('a.test')), { kind: 'dns', text: 'a.test' }],
  ['a mailbox', taggedBytes(1, Buffer.from('a@b.test')), { kind: 'email', text: 'a@b.test' }],
  ['a URI', taggedBytes(6, Buffer.from('https://a.test/')), { kind: 'uri', text: 'https://a.test/' }],
  ['an address', taggedBytes(7, Buffer.of(10, 0, 0, 1)), { kind: 'ip', bytes: Buffer.of(10, 0, 0, 1) }],
  ['a directory name', tagged(4, distinguishedName({ CN: 'a' })), { kind: 'directory', parts: ['2.5.4.3=a'] }],
  ['another name', tagged(0, nothing()), { kind: 'other', tag: 0xa0 }],
];

it.each(rows)('%s', (_, name, expected) => {
  expect(readAltNames(encode(sequence(name)))).toEqual([expected]);
  expect(readSubtrees(encode(sequence(name)))).toEqual([expected]);
});

it.each([
  ['no sequence', nothing()],
  ['something that is no name', sequence(nothing())],
  ['a directory name that is none', sequence(tagged(4, octets(Buffer.of(1))))],
])('none: %s', (_, der) => {
  expect(readAltNames(encode(der))).toBeNull();
});

it('no subtree: one without a base, and what is no tree', () => {
  expect(readSubtrees(encode(sequence()))).toBeNull();
  expect(readSubtrees(encode(nothing()))).toBeNull();
  expect(readSubtrees(Buffer.of(0x30, 5))).toBeNull();
});
