import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { issuerOf } from '../../src/ca/issuer.ts';
import { BACKDATE_DAYS, LEAF_DAYS, type LeafIssuer, type LeafKey, mintLeaf } from '../../src/ca/mint.ts';
import { spkiDer } from '../../src/ca/spki.ts';
import { CertificateError } from '../../src/errors.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { makeCa } from '../support/pki.ts';

const DAY_MS = 86_400_000;
const now = Date.now();
const root = makeCa({ name: 'Root', pathLength: 0 });
const rsaRoot = makeCa({ name: 'RSA root', key: 'rsa', pathLength: 0 });

const issuerFrom = (ca: typeof root, notAfter = Date.parse(ca.x509.validTo)): LeafIssuer => ({
  ...issuerOf(ca.x509),
  key: ca.keyObject,
  notAfter,
});

const leafKey = (kind: 'ec' | 'rsa'): LeafKey => {
  const pair =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { kind, spki: spkiDer(pair.publicKey), pem };
};

const ec = leafKey('ec');

const minted = async (hostname: string, issuer = issuerFrom(root), key = ec, at = now) =>
  new X509Certificate((await mintLeaf(hostname, key, issuer, at)).pem);

describe('mintLeaf', () => {
  it('is valid from a day ago and for 199 days in all, both ends counted', async () => {
    const x509 = await minted('api.shop.test');
    const from = Date.parse(x509.validFrom);
    const to = Date.parse(x509.validTo);
    expect(now - from).toBeGreaterThanOrEqual(BACKDATE_DAYS * DAY_MS);
    expect(now - from).toBeLessThan(BACKDATE_DAYS * DAY_MS + 1000);
    expect(to - from + 1000).toBe(LEAF_DAYS * DAY_MS);
  });

  it('never ends after the CA', async () => {
    const notAfter = Math.floor(now / 1000) * 1000 + 10 * DAY_MS;
    const leaf = await mintLeaf('api.shop.test', ec, issuerFrom(root, notAfter), now);
    expect(leaf.notAfter).toBe(notAfter);
    expect(Date.parse(new X509Certificate(leaf.pem).validTo)).toBe(notAfter);
  });

  it('says when the CA ran out, and what to do', async () => {
    const made = minted('api.shop.test', issuerFrom(root, Date.parse('2020-01-01')));
    await expect(made).rejects.toThrow(CertificateError);
    await expect(made).rejects.toThrow(/ran out on 2020-01-01.*move ca\.pem and ca\.key away/);
  });

  it('has the name in the SAN only', async () => {
    const x509 = await minted('api.shop.test');
    expect(x509.subject).toBe('O=mpgate');
    expect(x509.subjectAltName).toBe('DNS:api.shop.test');
    expect(x509.ca).toBe(false);
    expect(x509.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  });

  it.each([
    ['a name longer than a common name may be', `${'a'.repeat(63)}.${'b'.repeat(63)}.shop.test`],
    ['an IPv4 address', '192.168.1.20'],
    ['an IPv6 address', '2001:db8::20'],
  ])('covers %s', async (_what, hostname) => {
    const x509 = await minted(hostname);
    expect(x509.checkHost(hostname) ?? x509.checkIP(hostname)).toBe(hostname);
  });

  for (const [name, ca] of [
    ['P-256', root],
    ['RSA-2048', rsaRoot],
  ] as const) {
    for (const kind of ['ec', 'rsa'] as const) {
      itNeeds('openssl')(
        `openssl takes a leaf with ${kind} key below a ${name} root by the letter of the standard`,
        async () => {
          const { pem } = await mintLeaf('api.shop.test', leafKey(kind), issuerFrom(ca), now);
          const dir = await folder({ 'ca.pem': ca.cert, 'leaf.pem': pem });
          const strict = ['-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'api.shop.test'];
          const verify = [
            'verify',
            ...strict,
            '-auth_level',
            '2',
            '-CAfile',
            join(dir, 'ca.pem'),
            join(dir, 'leaf.pem'),
          ];
          expect(execFileSync('openssl', verify, { encoding: 'utf8' })).toContain('OK');
          const text = execFileSync('openssl', ['x509', '-in', join(dir, 'leaf.pem'), '-noout', '-text'], {
            encoding: 'utf8',
          });
          expect(text).toMatch(/Key Usage: critical\n\s+Digital Signature/);
          expect(text.includes('Key Encipherment')).toBe(kind === 'rsa');
          expect(text).toMatch(/Subject Alternative Name: ?\n/);
          expect(text).toMatch(/Signature Algorithm: (ecdsa-with-SHA256|sha256WithRSAEncryption)/);
        },
      );
    }
  }
});
