import { expect, it } from 'vitest';
import { encode, nothing, octets, sequence, tagged, taggedBytes } from '../../../src/ca/der.ts';
import { readNameConstraints } from '../../../src/chain/x509/name-constraints.ts';

const dns = (text: string) => sequence(taggedBytes(2, Buffer.from(text)));
const name = (text: string) => ({ kind: 'dns', text });

it.each([
  [
    'both',
    sequence(tagged(0, dns('a.test'), dns('b.test')), tagged(1, dns('c.test'))),
    ['a.test', 'b.test'],
    ['c.test'],
  ],
  ['permitted names', sequence(tagged(0, dns('a.test'))), ['a.test'], []],
  ['excluded names', sequence(tagged(1, dns('a.test'))), [], ['a.test']],
  ['neither', sequence(), [], []],
])('%s', (_, der, permitted, excluded) => {
  expect(readNameConstraints(encode(der))).toEqual({ permitted: permitted.map(name), excluded: excluded.map(name) });
});

it.each([
  ['no sequence', nothing()],
  ['another field', sequence(tagged(2, dns('a.test')))],
  ['a tree that is none', sequence(tagged(0, octets(Buffer.of(1))))],
])('none: %s', (_, der) => {
  expect(readNameConstraints(encode(der))).toBeNull();
});
