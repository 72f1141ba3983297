import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { caFiles } from '../../src/onboarding/ca-files.ts';
import { trustedCa } from '../support/world.ts';

const x509 = new X509Certificate(trustedCa().cert);
const files = caFiles({ certPem: x509.toString(), x509, fingerprint: x509.fingerprint256 });

it('has the CA in the forms that systems know by their types', () => {
  expect([...files].map(([path, { type }]) => [path, type])).toEqual([
    ['/ca.pem', 'application/x-pem-file'],
    ['/ca.cer', 'application/x-x509-ca-cert'],
    ['/ca.crt', 'application/x-x509-ca-cert'],
  ]);
});

it.each(['/ca.pem', '/ca.cer', '/ca.crt'])('%s is the certificate, and no key', (path) => {
  const body = files.get(path)?.body ?? '';
  expect(new X509Certificate(body).fingerprint256).toBe(x509.fingerprint256);
  expect(String(body)).not.toContain('PRIVATE');
});
