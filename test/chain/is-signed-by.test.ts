import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { isSignedBy } from '../../src/chain/is-signed-by.ts';
import { linkOf } from '../../src/chain/link.ts';
import { makeCa } from '../support/pki.ts';

const root = makeCa({ name: 'A Root' });
const other = makeCa({ name: 'A Root' });
const NAMES = { names: ['a.test'] };

it.each([
  ['by its issuer', root.issue(NAMES), root, true],
  ['by itself', root, root, true],
  ['by another key of that name', root.issue(NAMES), other, false],
  ['by a key of another kind', root.issue(NAMES), makeCa({ name: 'A Root', key: 'rsa' }), false],
  ['wrongly', root.issue({ ...NAMES, corrupt: true }), root, false],
])('signed %s: %#', (_, link, issuer, expected) => {
  expect(isSignedBy(linkOf(link.x509), linkOf(issuer.x509))).toBe(expected);
});

it('a key that cannot be used has signed nothing', () => {
  const { raw } = root.x509;
  const curve = Buffer.from('2a8648ce3d030107', 'hex');
  // A curve that nobody knows.
  raw[raw.lastIndexOf(curve) + curve.length - 1] = 0x7f;
  const odd = new X509Certificate(raw);
  expect(() => odd.publicKey).toThrow();
  expect(isSignedBy(linkOf(root.x509), linkOf(odd))).toBe(false);
});
