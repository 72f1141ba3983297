import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateRootKey, mintRoot, ROOT_YEARS } from '../../src/ca/mint-root.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';

describe('generateRootKey', () => {
  it.each([
    ['ec', { namedCurve: 'prime256v1' }],
    ['rsa', { modulusLength: 2048 }],
  ] as const)('makes a key of kind %s', async (kind, details) => {
    const key = createPrivateKey(await generateRootKey(kind));
    expect(key.asymmetricKeyType).toBe(kind);
    expect(key.asymmetricKeyDetails).toMatchObject(details);
  });
});

describe('mintRoot', () => {
  it('is a CA of its own for ten years, named after its key and not after the machine', async () => {
    const key = createPrivateKey(await generateRootKey('ec'));
    const at = Date.parse('2026-11-21T12:00:00Z');
    const x509 = new X509Certificate(await mintRoot(key, at));
    expect(x509.subject).toMatch(/^CN=mpgate CA [0-9a-f]{8}\nO=mpgate$/);
    expect(x509.issuer).toBe(x509.subject);
    expect(x509.ca).toBe(true);
    expect(x509.checkPrivateKey(key)).toBe(true);
    expect(x509.verify(x509.publicKey)).toBe(true);
    expect(new Date(x509.validFrom).toISOString()).toBe('2026-11-20T12:00:00.000Z');
    expect(new Date(x509.validTo).toISOString()).toBe(`${2026 + ROOT_YEARS}-11-21T12:00:00.000Z`);
  });

  it('gives the same name for the same key, another for another', async () => {
    const [one, other] = await Promise.all([generateRootKey('ec'), generateRootKey('ec')]);
    const subject = async (pem: string) =>
      new X509Certificate(await mintRoot(createPrivateKey(pem), Date.now())).subject;
    expect(await subject(one)).toBe(await subject(one));
    expect(await subject(one)).not.toBe(await subject(other));
  });

  itNeeds('openssl')('openssl finds all that a root must say', async () => {
    const pem = await mintRoot(createPrivateKey(await generateRootKey('ec')), Date.now());
    const file = join(await folder({ 'ca.pem': pem }), 'ca.pem');
    const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { encoding: 'utf8' });
    expect(openssl('verify', '-x509_strict', '-check_ss_sig', '-CAfile', file, file)).toContain('OK');
    const text = openssl('x509', '-in', file, '-noout', '-text');
    expect(text).toMatch(/Basic Constraints: critical\n\s+CA:TRUE, pathlen:0\n/);
    expect(text).toMatch(/Key Usage: critical\n\s+Certificate Sign, CRL Sign\n/);
    expect(text).toMatch(/Subject Key Identifier: ?\n/);
  });
});
