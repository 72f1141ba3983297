import type { KeyObject } from 'node:crypto';
import { CertificateError } from '../errors.ts';
import { distinguishedName, keyIdOf, pemOf, signCertificate } from './certificate.ts';
import {
  authorityKeyId,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectAltName,
  subjectKeyId,
} from './extensions.ts';
import type { Issuer } from './issuer.ts';

const DAY_MS = 86_400_000;

/** CA/B Forum BR 6.3.2 since March 2026: 200 days at most, 199 advised. Apple's limit for a user's own CA is 825 (HT210176). */
export const LEAF_DAYS = 199;

/** For devices whose clock is behind. */
export const BACKDATE_DAYS = 1;

export interface LeafKey {
  readonly kind: 'ec' | 'rsa';
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Buffer;
  /** The private key, PKCS #8. */
  readonly pem: string;
}

export interface LeafIssuer extends Issuer {
  readonly key: KeyObject;
  /** Epoch milliseconds. */
  readonly notAfter: number;
}

export interface Leaf {
  readonly pem: string;
  /** Epoch milliseconds. */
  readonly notAfter: number;
}

/**
 * A server certificate for one host. The name stands in the SAN only; the subject is not empty, because Java and Apple
 * refuse an empty one in some cases (RFC 5280, 4.1.2.6).
 * @throws CertificateError once the CA has run out.
 */
export const mintLeaf = async (hostname: string, key: LeafKey, issuer: LeafIssuer, at: number): Promise<Leaf> => {
  if (at >= issuer.notAfter) throw outOfDate(issuer);
  const notBefore = at - BACKDATE_DAYS * DAY_MS;
  // Both ends count (RFC 5280, 4.1.2.5), so it ends a second early; and never after the CA.
  const notAfter = Math.min(notBefore + LEAF_DAYS * DAY_MS - 1000, issuer.notAfter);
  const der = await signCertificate(
    {
      subject: SUBJECT,
      issuer: issuer.name,
      notBefore: new Date(notBefore),
      notAfter: new Date(notAfter),
      spki: key.spki,
      extensions: [
        basicConstraints(false),
        key.kind === 'rsa' ? keyUsage('digitalSignature', 'keyEncipherment') : keyUsage('digitalSignature'),
        extendedKeyUsage('serverAuth'),
        subjectAltName([hostname]),
        subjectKeyId(keyIdOf(key.spki)),
        authorityKeyId(issuer.keyId),
      ],
    },
    issuer.key,
  );
  return { pem: pemOf(der), notAfter };
};

const SUBJECT = distinguishedName({ O: 'mpgate' });

const outOfDate = ({ notAfter }: LeafIssuer): CertificateError =>
  new CertificateError(
    `The CA ran out on ${new Date(notAfter).toISOString()}: stop, move ca.pem and ca.key away, start again, and trust the new one.`,
  );
