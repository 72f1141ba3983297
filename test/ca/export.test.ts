import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Exported, exportRoot } from '../../src/ca/export.ts';
import { mobileconfig } from '../../src/ca/mobileconfig.ts';
import { makeCa } from '../support/pki.ts';

const exported = (name: string): Exported => {
  const { cert, x509 } = makeCa({ name });
  return { certPem: cert, x509, fingerprint: x509.fingerprint256 };
};

const root = exported('mpgate CA 12345678');

describe('exportRoot', () => {
  it('pem: the certificate and nothing else', () => {
    expect(exportRoot(root, 'pem').toString()).toBe(root.certPem);
  });

  it('der: the same in bytes', () => {
    expect(new X509Certificate(exportRoot(root, 'der')).fingerprint256).toBe(root.fingerprint);
  });

  it('mobileconfig: the profile with the CA alone', () => {
    expect(exportRoot(root, 'mobileconfig')).toEqual(mobileconfig(root, null));
  });
});
