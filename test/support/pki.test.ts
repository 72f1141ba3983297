import { describe, expect, it } from 'vitest';
import { makeCa, selfSigned } from './pki.ts';

const root = makeCa({ name: 'Root' });
const middle = makeCa({ name: 'Middle', parent: root, pathLength: 1 });
const low = makeCa({ name: 'Low', parent: middle, pathLength: 0 });
const names = ['api.shop.test'];
const blocks = (pem: string): readonly string[] => pem.match(/-----BEGIN .+?-----END CERTIFICATE-----\n/gs) ?? [];

describe('makeCa', () => {
  it('makes a root, and CAs below it, each signed by the one above', () => {
    expect(root.x509.verify(root.x509.publicKey)).toBe(true);
    expect(middle.x509.checkIssued(root.x509) && middle.x509.verify(root.x509.publicKey)).toBe(true);
    expect(low.x509.checkIssued(middle.x509) && low.x509.verify(middle.x509.publicKey)).toBe(true);
    expect([root.x509.ca, middle.x509.ca, low.x509.ca]).toEqual([true, true, true]);
    expect(low.root).toBe(root);
    expect(root.root).toBe(root);
  });

  it('makes one that may not sign', () => {
    expect(makeCa({ name: 'x', ca: false }).x509.ca).toBe(false);
  });
});

describe('issue', () => {
  it('chains the leaf to the root, leaving the root out', () => {
    expect(blocks(root.issue({ names }).chain)).toHaveLength(1);
    const leaf = low.issue({ names });
    expect(blocks(leaf.chain)).toEqual([leaf.cert, low.cert, middle.cert]);
    expect(leaf.x509.checkIssued(low.x509)).toBe(true);
    expect(leaf.x509.checkPrivateKey(leaf.keyObject)).toBe(true);
  });

  it('is valid now, unless told otherwise', () => {
    const now = Date.now();
    const dates = (options: object) => {
      const { validFrom, validTo } = root.issue({ names, ...options }).x509;
      return [Math.sign(Date.parse(validFrom) - now), Math.sign(Date.parse(validTo) - now)];
    };
    expect(dates({})).toEqual([-1, 1]);
    expect(dates({ notAfter: new Date(now - 60_000) })).toEqual([-1, -1]);
    expect(dates({ notBefore: new Date(now + 60_000) })).toEqual([1, 1]);
    expect(dates({ notBefore: new Date(now - 86_400_000 * 10), days: 2 })).toEqual([-1, -1]);
  });

  it.each([
    ['names', { names: ['a.test', '*.b.test'], ips: ['::1'] }, 'DNS:a.test, DNS:*.b.test, IP Address:0:0:0:0:0:0:0:1'],
    ['no SAN', { names, san: false }, undefined],
  ])('%s', (_what, options, san) => {
    expect(root.issue(options).x509.subjectAltName).toBe(san);
  });

  it('without a SAN the name is the common name', () => {
    expect(root.issue({ names, san: false }).x509.subject).toContain('CN=api.shop.test');
    expect(root.issue({ names }).x509.subject).not.toContain('CN=');
  });

  it.each([
    ['ec', 'ec', { namedCurve: 'prime256v1' }],
    ['ec384', 'ec', { namedCurve: 'secp384r1' }],
    ['rsa2048', 'rsa', { modulusLength: 2048 }],
    ['rsa1024', 'rsa', { modulusLength: 1024 }],
    ['ed25519', 'ed25519', {}],
  ] as const)('key %s', (key, type, details) => {
    const { publicKey } = root.issue({ names, key }).x509;
    expect(publicKey.asymmetricKeyType).toBe(type);
    expect(publicKey.asymmetricKeyDetails).toMatchObject(details);
  });

  it('has a signature of SHA-1, or a wrong one, where asked for', () => {
    const weak = root.issue({ names, hash: 'sha1' });
    expect(weak.x509.verify(root.x509.publicKey)).toBe(true);
    expect(weak.x509.raw.includes(Buffer.from('06072a8648ce3d0401', 'hex'))).toBe(true);
    expect(root.issue({ names, corrupt: true }).x509.verify(root.x509.publicKey)).toBe(false);
  });

  it('has another pin for every key and the same for a key used again', () => {
    const first = root.issue({ names });
    expect(first.pin).toMatch(/^sha256\//);
    expect(root.issue({ names }).pin).not.toBe(first.pin);
    expect(root.issue({ names, reuseKey: first.keyObject }).pin).toBe(first.pin);
    const rsa = root.issue({ names, key: 'rsa2048' });
    expect(root.issue({ names, key: 'rsa2048' }).pin).toBe(rsa.pin);
    expect(root.issue({ names, key: 'rsa2048', freshKey: true }).pin).not.toBe(rsa.pin);
    expect(makeCa({ name: 'RSA', key: 'rsa' }).pin).not.toBe(rsa.pin);
  });

  it('writes purposes and AIA as asked', () => {
    expect(root.issue({ names }).x509.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(root.issue({ names, eku: ['clientAuth'] }).x509.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(root.issue({ names, eku: [] }).x509.keyUsage).toBeUndefined();
    expect(root.issue({ names, aia: 'http://ca.test/i' }).x509.infoAccess).toContain('http://ca.test/i');
  });
});

describe('selfSigned', () => {
  it('is its own issuer', () => {
    const { x509, chain, cert } = selfSigned({ names });
    expect(x509.verify(x509.publicKey)).toBe(true);
    expect(x509.issuer).toBe(x509.subject);
    expect(x509.ca).toBe(false);
    expect(chain).toBe(cert);
  });
});
