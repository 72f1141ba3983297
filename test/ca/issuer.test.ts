import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { distinguishedName, keyIdOf } from '../../src/ca/certificate.ts';
import { encode } from '../../src/ca/der.ts';
import { issuerOf } from '../../src/ca/issuer.ts';
import { spkiDer } from '../../src/ca/spki.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { makeCa } from '../support/pki.ts';

/** A root that openssl made, as a user may bring one. */
const foreignRoot = (dir: string, ...options: readonly string[]): X509Certificate => {
  const file = join(dir, 'ca.pem');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', join(dir, 'ca.key')];
  const args = [
    'req',
    '-x509',
    ...key,
    '-out',
    file,
    '-subj',
    '/C=CN/O=Shop & Söhne/CN=Our own CA',
    '-utf8',
    ...options,
  ];
  execFileSync('openssl', args, { stdio: 'ignore' });
  return new X509Certificate(readFileSync(file));
};

describe('issuerOf', () => {
  it("copies a root's name and key id", () => {
    const root = makeCa({ name: 'Root' });
    const { name, keyId } = issuerOf(root.x509);
    expect(encode(name)).toEqual(encode(distinguishedName({ CN: 'Root', O: 'mpgate tests' })));
    expect(keyId).toEqual(keyIdOf(spkiDer(root.x509)));
  });

  itNeeds('openssl')('copies them of a root that others made, byte for byte', async () => {
    const x509 = foreignRoot(await folder({}));
    const { name, keyId } = issuerOf(x509);
    expect(x509.raw.includes(encode(name))).toBe(true);
    expect(x509.raw.includes(keyId)).toBe(true);
    expect(keyId).not.toEqual(keyIdOf(spkiDer(x509)));
  });

  itNeeds('openssl')('makes a key id for a root that has none', async () => {
    const x509 = foreignRoot(await folder({}), '-addext', 'subjectKeyIdentifier=none');
    expect(issuerOf(x509).keyId).toEqual(keyIdOf(spkiDer(x509)));
  });
});
