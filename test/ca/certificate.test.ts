import { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type CertificateForm,
  distinguishedName,
  keyIdOf,
  pemOf,
  signatureAlgorithm,
  signCertificate,
} from '../../src/ca/certificate.ts';
import { encode } from '../../src/ca/der.ts';
import { basicConstraints } from '../../src/ca/extensions.ts';
import { spkiDer } from '../../src/ca/spki.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const form = (key: KeyObject = privateKey): CertificateForm => ({
  subject: distinguishedName({ CN: 'subject' }),
  issuer: distinguishedName({ CN: 'issuer', O: 'mpgate' }),
  notBefore: new Date('2026-01-02T03:04:05Z'),
  notAfter: new Date('2055-01-02T03:04:05Z'),
  spki: spkiDer(key),
  extensions: [basicConstraints(false)],
});

describe('signCertificate', () => {
  it.each([
    ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['RSA-2048', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['Ed25519', generateKeyPairSync('ed25519')],
  ])('makes a certificate that says what the form says, with a %s key', async (_name, pair) => {
    const x509 = new X509Certificate(await signCertificate(form(pair.privateKey), pair.privateKey));
    expect(x509.subject).toBe('CN=subject');
    expect(x509.issuer).toBe('CN=issuer\nO=mpgate');
    expect(x509.validFrom).toBe('Jan  2 03:04:05 2026 GMT');
    expect(x509.validTo).toBe('Jan  2 03:04:05 2055 GMT');
    expect(x509.ca).toBe(false);
    expect(x509.checkPrivateKey(pair.privateKey)).toBe(true);
    expect(x509.verify(pair.publicKey)).toBe(true);
    expect(x509.verify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)).toBe(false);
  });

  it('gives every certificate another serial number: positive, 16 bytes, the first never zero', async () => {
    const serials = await Promise.all(
      Array.from(
        { length: 50 },
        async () => new X509Certificate(await signCertificate(form(), privateKey)).serialNumber,
      ),
    );
    expect(new Set(serials).size).toBe(50);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  it('refuses a key that cannot sign', () => {
    const { privateKey: exchange } = generateKeyPairSync('x25519');
    expect(() => signatureAlgorithm(exchange)).toThrow('x25519');
  });
});

describe('keyIdOf', () => {
  it('has 20 bytes and is the same for the same key only', () => {
    const other = spkiDer(generateKeyPairSync('ed25519').publicKey);
    expect(keyIdOf(spkiDer(privateKey))).toHaveLength(20);
    expect(keyIdOf(spkiDer(privateKey))).toEqual(keyIdOf(spkiDer(privateKey)));
    expect(keyIdOf(other)).not.toEqual(keyIdOf(spkiDer(privateKey)));
  });
});

describe('distinguishedName', () => {
  it.each([
    [{}, '3000'],
    [{ CN: undefined }, '3000'],
    [{ O: 'x' }, '300c310a3008060355040a0c0178'],
    [{ CN: 'x' }, '300c310a3008060355040' + '30c0178'],
  ])('writes %j', (attributes, hex) => {
    expect(encode(distinguishedName(attributes)).toString('hex')).toBe(hex);
  });
});

describe('pemOf', () => {
  it('writes what node:crypto writes', async () => {
    const der = await signCertificate(form(), privateKey);
    expect(pemOf(der)).toBe(new X509Certificate(der).toString());
  });
});
