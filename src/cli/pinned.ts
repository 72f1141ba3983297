import type { X509Certificate } from 'node:crypto';

/** What a pin was taken of. */
export interface Pinned {
  /** `sha256/…` */
  readonly pin: string;
  /** Absolute path, or `host:port`. */
  readonly of: string;
  readonly kind: 'certificate' | 'public key' | 'private key';
  /** The certificate's, one line; null for a bare key. */
  readonly subject: string | null;
  readonly issuer: string | null;
  /** As in the certificate's SAN: `DNS:api.shop.test`. */
  readonly names: readonly string[];
  /** ISO 8601. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** Whether this machine trusts the server; null for a file. */
  readonly trusted: boolean | null;
  /** For standard error; null: nothing to say. */
  readonly warning: string | null;
}

type Identity = Pick<Pinned, 'subject' | 'issuer' | 'names' | 'notBefore' | 'notAfter'>;

/** What a certificate says beside its key. */
export const identityOf = (x509: X509Certificate): Identity => ({
  subject: oneLine(x509.subject),
  issuer: oneLine(x509.issuer),
  names: x509.subjectAltName?.split(', ') ?? [],
  notBefore: new Date(x509.validFrom).toISOString(),
  notAfter: new Date(x509.validTo).toISOString(),
});

export const noIdentity: Identity = { subject: null, issuer: null, names: [], notBefore: null, notAfter: null };

/** node:crypto writes one attribute a line, and undefined for an empty name. */
const oneLine = (name: string | undefined): string => (name ?? '').split('\n').join(', ');
