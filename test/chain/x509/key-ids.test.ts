import { expect, it } from 'vitest';
import { encode, nothing, octets, sequence, taggedBytes } from '../../../src/ca/der.ts';
import { readAuthorityKeyId, readSubjectKeyId } from '../../../src/chain/x509/key-ids.ts';

const id = Buffer.from('0aff', 'hex');

it('of the subject', () => {
  expect(readSubjectKeyId(encode(octets(id)))).toBe('0aff');
  expect(readSubjectKeyId(encode(nothing()))).toBeNull();
});

it('of the authority, which may name none', () => {
  expect(readAuthorityKeyId(encode(sequence(taggedBytes(0, id))))).toBe('0aff');
  expect(readAuthorityKeyId(encode(sequence(taggedBytes(2, id))))).toBeNull();
  expect(readAuthorityKeyId(encode(nothing()))).toBeNull();
});
