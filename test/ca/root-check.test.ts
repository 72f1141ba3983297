import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assertUsable, keyMissing, noRoot, parseRootCertificate, parseRootKey } from '../../src/ca/root-check.ts';
import { rootFiles } from '../../src/ca/root-files.ts';
import { CertificateError } from '../../src/errors.ts';
import { makeCa, selfSigned } from '../support/pki.ts';

const files = rootFiles('/srv/certs');
const now = Date.now();
const good = makeCa({ name: 'Good' });
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('parseRootKey', () => {
  it.each([
    ['P-256', pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)],
    ['P-384', pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)],
    ['RSA-2048', pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)],
  ])('takes %s', (_name, text) => {
    expect(pem(parseRootKey(text, files))).toBe(pem(createPrivateKey(text)));
  });

  const locked = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'secret',
  });
  it.each([
    ['nothing', '', /ca\.key is not a private key in PEM\. Move/],
    ['a certificate', good.cert, /ca\.key is not a private key in PEM/],
    ['a locked key', locked.toString(), /locked with a passphrase\. Take the passphrase off: openssl pkey -in/],
    ['RSA-1024', pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey), /neither RSA of 2048 bits/],
    ['secp256k1', pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey), /nor EC on P-256/],
    ['Ed25519', pem(generateKeyPairSync('ed25519').privateKey), /nor EC on P-256/],
  ])('refuses %s', (_name, text, message) => {
    expect(() => parseRootKey(text, files)).toThrow(message);
    expect(() => parseRootKey(text, files)).toThrow(CertificateError);
  });
});

describe('parseRootCertificate', () => {
  it('takes a certificate', () => {
    expect(parseRootCertificate(good.cert, files).fingerprint256).toBe(good.x509.fingerprint256);
  });

  it.each([
    ['nothing', '', /ca\.pem is not a certificate in PEM\. Move/],
    ['half of one', good.cert.slice(0, 300), /ca\.pem is not a certificate in PEM/],
    ['a key beside it', good.cert + good.key, /ca\.pem holds a private key, and this file is handed out/],
  ])('refuses %s', (_name, text, message) => {
    expect(() => parseRootCertificate(text, files)).toThrow(message);
  });
});

describe('assertUsable', () => {
  const leaf = selfSigned({ names: ['a.test'] });
  const expired = makeCa({ name: 'Expired', notAfter: new Date(now - 1000) });
  const early = makeCa({ name: 'Early', notBefore: new Date(now + 60_000) });
  it.each([
    ['a CA', good.x509, good.keyObject, null],
    ['no CA', leaf.x509, leaf.keyObject, /ca\.pem is not a CA's/],
    ['another key', good.x509, leaf.keyObject, /ca\.key does not belong to the certificate .*ca\.pem\. Put the right/],
    ['an expired CA', expired.x509, expired.keyObject, /ca\.pem ran out on .*GMT\. Move ca\.pem and ca\.key away/],
    ['one of tomorrow', early.x509, early.keyObject, /valid only from .*GMT\. Set this machine's clock/],
  ])('%s', (_name, x509, key, message) => {
    const asked = () => assertUsable(x509, key, files, now);
    if (message) expect(asked).toThrow(message);
    else expect(asked).not.toThrow();
  });
});

describe('what is missing', () => {
  it('names the key', () => {
    expect(keyMissing(files).message).toMatch(
      /ca\.pem is there, its key \/srv\/certs\/ca\.key is not\. Put the key back/,
    );
  });

  it('names the command that makes a CA', () => {
    expect(noRoot(files).message).toBe('There is no CA in /srv/certs. Run: mpgate ca create --ca-dir /srv/certs');
  });
});
