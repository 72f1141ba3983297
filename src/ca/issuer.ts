import type { X509Certificate } from 'node:crypto';
import { keyIdOf } from './certificate.ts';
import { bytesOf, type Der, decode, oid, partsOf } from './der.ts';
import { spkiDer } from './spki.ts';

/** What a certificate repeats of the CA above it. */
export interface Issuer {
  readonly name: Der;
  readonly keyId: Buffer;
}

/** The CA may be the user's own, so its name and key id are copied as they stand and not made again. */
export const issuerOf = (x509: X509Certificate): Issuer => {
  const [tbs] = partsOf(decode(x509.raw));
  const fields = partsOf(tbs);
  const name = fields[SUBJECT];
  if (!name) throw new TypeError('a certificate without a subject');
  return { name, keyId: subjectKeyIdIn(fields) ?? keyIdOf(spkiDer(x509)) };
};

/** Place in TBSCertificate, after version, serialNumber, signature, issuer and validity. */
const SUBJECT = 5;
const SUBJECT_KEY_ID = bytesOf(oid('2.5.29.14'));

/** undefined: the certificate names no key id. */
const subjectKeyIdIn = (fields: readonly Der[]): Buffer | undefined => {
  const extensions = partsOf(partsOf(fields.at(-1))[0]);
  const found = extensions.map(partsOf).find(([id]) => bytesOf(id).equals(SUBJECT_KEY_ID));
  return found ? bytesOf(decode(bytesOf(found.at(-1)))) : undefined;
};
