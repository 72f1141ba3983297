import type { X509Certificate } from 'node:crypto';
import { rootOf } from '../ca/roots.ts';
import type { Trust } from '../model/facts.ts';

/** Roots by subject, so that a chain's end finds its issuer at once. */
export type RootIndex = ReadonlyMap<string, readonly X509Certificate[]>;

export const indexRoots = (pems: readonly string[]): RootIndex => {
  const index = new Map<string, X509Certificate[]>();
  for (const pem of pems) {
    const root = rootOf(pem);
    const same = index.get(root.subject);
    if (same) same.push(root);
    else index.set(root.subject, [root]);
  }
  return index;
};

/** OpenSSL's answers that speak of a date only: whether the chain leads anywhere is still to be found out. */
const DATE_ONLY = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const NO_ISSUER = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
]);

/**
 * How the chain as sent leads to a trusted root. `code` is OpenSSL's verdict ('' for none); it names one fault only, so
 * that a chain which is out of date as well is walked here once more.
 */
export const trustOf = (chain: readonly X509Certificate[], code: string, roots: RootIndex): Trust => {
  if (code === '') return 'trusted';
  const leaf = chain[0];
  const top = chain.at(-1);
  if (!leaf || !top) return 'broken';
  if (!DATE_ONLY.has(code) && !NO_ISSUER.has(code)) return 'broken';
  if (isRoot(top, roots) || issuedByRoot(top, roots)) return 'trusted';
  if (isSelfSigned(leaf)) return 'self-signed';
  if (isSelfSigned(top)) return 'unknown-root';
  return namesIntermediate(top) ? 'incomplete' : 'unknown-root';
};

const isRoot = (certificate: X509Certificate, roots: RootIndex): boolean =>
  roots.get(certificate.subject)?.some(({ fingerprint256 }) => fingerprint256 === certificate.fingerprint256) ?? false;

const issuedByRoot = (certificate: X509Certificate, roots: RootIndex): boolean =>
  roots.get(certificate.issuer)?.some((root) => isIssuedBy(certificate, root)) ?? false;

/** Not `checkIssued`: that also asks for the right to sign, which a self-made leaf seldom claims. */
const isSelfSigned = (certificate: X509Certificate): boolean =>
  certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/**
 * Whether the issuer that was not sent is an intermediate rather than a root nobody knows. No certificate says so of its
 * issuer; but a public CA must name in AIA where the issuing intermediate is to be had (CA/B Forum BR 7.1.2.7.7), and
 * private ones call theirs by what they are.
 */
const namesIntermediate = (certificate: X509Certificate): boolean =>
  /CA Issuers/.test(certificate.infoAccess ?? '') ||
  /\b(intermediate|issuing|sub(ordinate)?)\b/i.test(certificate.issuer);
