import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { identityOf, noIdentity } from '../../src/cli/pinned.ts';
import { makeCa, selfSigned } from '../support/pki.ts';

describe('identityOf', () => {
  it('says what a certificate says, one line each', () => {
    const notBefore = new Date('2026-01-01T00:00:00Z');
    const notAfter = new Date('2026-02-01T00:00:00Z');
    const ca = makeCa({ name: 'Root' });
    const { x509 } = ca.issue({ names: ['a.test', 'b.test'], cn: 'a.test', notBefore, notAfter });
    expect(identityOf(x509)).toEqual({
      subject: 'CN=a.test, O=mpgate tests',
      issuer: 'CN=Root, O=mpgate tests',
      names: ['DNS:a.test', 'DNS:b.test'],
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2026-02-01T00:00:00.000Z',
    });
  });

  it('has no names where there is no SAN', () => {
    expect(identityOf(new X509Certificate(selfSigned({ names: ['a.test'], san: false }).cert)).names).toEqual([]);
  });
});

describe('noIdentity', () => {
  it('has the same fields, all empty', () => {
    const fields = Object.keys(identityOf(selfSigned({ names: ['a.test'] }).x509));
    expect(Object.keys(noIdentity)).toEqual(fields);
    expect(Object.values(noIdentity).flat().filter(Boolean)).toEqual([]);
  });
});
