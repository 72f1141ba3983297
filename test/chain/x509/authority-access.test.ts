import { expect, it } from 'vitest';
import { encode, nothing, oid, sequence, taggedBytes } from '../../../src/ca/der.ts';
import { readAuthorityAccess } from '../../../src/chain/x509/authority-access.ts';

const entry = (id: string, url: string, tag = 6) => sequence(oid(id), taggedBytes(tag, Buffer.from(url)));
const CA = '1.3.6.1.5.5.7.48.2';
const OCSP = '1.3.6.1.5.5.7.48.1';

it('where the issuer and its OCSP are to be had', () => {
  const value = encode(
    sequence(entry(OCSP, 'http://o.test'), entry(CA, 'http://i.test/1'), entry(CA, 'ldap://i.test')),
  );
  expect(readAuthorityAccess(value)).toEqual({
    caIssuers: ['http://i.test/1', 'ldap://i.test'],
    ocsp: ['http://o.test'],
  });
});

it('leaves out what is no URL', () => {
  expect(readAuthorityAccess(encode(sequence(entry(CA, 'a.test', 2), nothing())))).toEqual({ caIssuers: [], ocsp: [] });
});

it('none of what is no sequence', () => {
  expect(readAuthorityAccess(encode(nothing()))).toBeNull();
});
