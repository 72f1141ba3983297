import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { distinguishedName, sealed, toBeSigned } from '../../src/ca/certificate.ts';
import { type Der, integer, nothing, oid, sequence, tagged } from '../../src/ca/der.ts';
import { spkiDer } from '../../src/ca/spki.ts';
import { certificateFacts } from '../../src/upstream/certificate.ts';
import { makeCa } from '../support/pki.ts';

const ec = makeCa({ name: 'EC Root' });
const rsa = makeCa({ name: 'RSA Root', key: 'rsa' });
const NAMES = { names: ['api.shop.test'] };

describe('the facts of a certificate', () => {
  it('its names, dates and pin', () => {
    const notBefore = new Date('2026-01-02T03:04:05Z');
    const notAfter = new Date('2026-04-02T03:04:05Z');
    const { x509, pin } = ec.issue({ ...NAMES, cn: 'Shop', notBefore, notAfter });
    expect(certificateFacts(x509)).toMatchObject({
      subject: 'O=mpgate tests, CN=Shop',
      issuer: 'O=mpgate tests, CN=EC Root',
      notBefore: notBefore.getTime(),
      notAfter: notAfter.getTime(),
      spki: pin,
    });
  });

  it.each([
    ['ec', 'ec', 256],
    ['ec384', 'ec', 384],
    ['rsa2048', 'rsa', 2048],
    ['rsa1024', 'rsa', 1024],
    ['ed25519', 'ed25519', 0],
  ] as const)('a key %s is %s with %d bits', (key, keyType, keyBits) => {
    expect(certificateFacts(ec.issue({ ...NAMES, key }).x509)).toMatchObject({ keyType, keyBits });
  });

  it.each([
    ['ECDSA', 'sha256', ec],
    ['ECDSA', 'sha1', ec],
    ['RSA', 'sha256', rsa],
    ['RSA', 'sha1', rsa],
  ] as const)('a signature of %s with %s', (_, hash, ca) => {
    expect(certificateFacts(ca.issue({ ...NAMES, hash }).x509).signatureHash).toBe(hash);
  });

  it('of what came over the wire are the same', () => {
    const { x509 } = ec.issue(NAMES);
    expect(certificateFacts(new X509Certificate(x509.raw))).toEqual(certificateFacts(x509));
  });
});

/** A certificate that says of its signature whatever it likes: nothing verifies it here. */
const signedWith = (identifier: Der): X509Certificate => {
  const how = { identifier, hash: null };
  const form = {
    subject: distinguishedName({ CN: 'x' }),
    issuer: distinguishedName({ CN: 'x' }),
    notBefore: new Date(0),
    notAfter: new Date(),
    spki: spkiDer(ec.keyObject),
    extensions: [],
  };
  return new X509Certificate(sealed(toBeSigned(form, how), how, Buffer.alloc(64)));
};

const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nothing());
const SHA512 = sequence(oid('2.16.840.1.101.3.4.2.3'), nothing());
const mask = (hash: Der): Der => tagged(1, sequence(oid('1.2.840.113549.1.1.8'), hash));
const salt = tagged(2, integer(Buffer.from([32])));
const pss = (...parameters: readonly Der[]): Der => sequence(oid('1.2.840.113549.1.1.10'), sequence(...parameters));

describe('the hash of a signature', () => {
  it.each([
    ['RSA with MD5', 'md5', sequence(oid('1.2.840.113549.1.1.4'), nothing())],
    ['RSA with SHA-384', 'sha384', sequence(oid('1.2.840.113549.1.1.12'), nothing())],
    ['RSA with SHA-512', 'sha512', sequence(oid('1.2.840.113549.1.1.13'), nothing())],
    ['ECDSA with SHA-384', 'sha384', sequence(oid('1.2.840.10045.4.3.3'))],
    ['ECDSA with SHA-512', 'sha512', sequence(oid('1.2.840.10045.4.3.4'))],
    ['Ed25519', 'none', sequence(oid('1.3.101.112'))],
    ['RSASSA-PSS with SHA-256', 'sha256', pss(tagged(0, SHA256), mask(SHA256), salt)],
    ['RSASSA-PSS with SHA-512', 'sha512', pss(tagged(0, SHA512), mask(SHA512), salt)],
    ['RSASSA-PSS that names no hash', 'sha1', pss()],
    ['RSASSA-PSS that names one for its mask only', 'sha1', pss(mask(SHA256), salt)],
    ['an algorithm that nobody knows', 'unknown', sequence(oid('1.2.3.4'))],
  ])('%s: %s', (_, hash, identifier) => {
    expect(certificateFacts(signedWith(identifier)).signatureHash).toBe(hash);
  });
});
