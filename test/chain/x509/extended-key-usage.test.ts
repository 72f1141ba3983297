import { expect, it } from 'vitest';
import { encode, oid, sequence, utf8 } from '../../../src/ca/der.ts';
import { readExtendedKeyUsage } from '../../../src/chain/x509/extended-key-usage.ts';

it('purposes by their identifiers', () => {
  const value = encode(sequence(oid('1.3.6.1.5.5.7.3.1'), oid('2.5.29.37.0')));
  expect(readExtendedKeyUsage(value)).toEqual(['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']);
});

it.each([
  ['nothing in it', sequence()],
  ['something else in it', sequence(utf8('serverAuth'))],
  ['no sequence', oid('2.5.29.37.0')],
])('none: %s', (_, der) => {
  expect(readExtendedKeyUsage(encode(der))).toBeNull();
});
