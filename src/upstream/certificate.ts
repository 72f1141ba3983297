import type { X509Certificate } from 'node:crypto';
import { spkiPin } from '../ca/spki.ts';
import { nameLine } from '../chain/name-line.ts';
import type { CertificateFacts } from '../model/facts.ts';

/** Bits of the field of each curve that servers use. */
const CURVE_BITS: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  secp224r1: 224,
  prime192v1: 192,
};

/** DER of the signature algorithm's object identifier, in hex, and the hash it signs. */
const SIGNATURE_HASH: Readonly<Record<string, string>> = {
  '2a864886f70d010104': 'md5',
  '2a864886f70d010105': 'sha1',
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d0401': 'sha1',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
  '2b6570': 'none',
  '2b6571': 'none',
};
/** RSASSA-PSS carries its hash in its parameters, as [0] of a SEQUENCE; the SHA-2 ones by their identifiers. */
const PSS = '2a864886f70d01010a';
const PSS_NAMED = /^30..a0..30..0609(.{18})/;
const PSS_HASH: Readonly<Record<string, string>> = {
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
};

/** What the rules ask about one certificate. */
export const certificateFacts = (x509: X509Certificate): CertificateFacts => ({
  subject: nameLine(x509.subject),
  issuer: nameLine(x509.issuer),
  notBefore: Date.parse(x509.validFrom),
  notAfter: Date.parse(x509.validTo),
  ...keyFacts(x509),
  signatureHash: signatureHash(x509.raw),
});

/** A key that node:crypto cannot use, in an intermediate for one, is a fact like others. */
const keyFacts = (x509: X509Certificate): Pick<CertificateFacts, 'keyType' | 'keyBits' | 'spki'> => {
  try {
    const { asymmetricKeyType = 'unknown', asymmetricKeyDetails } = x509.publicKey;
    const keyBits = asymmetricKeyDetails?.modulusLength ?? CURVE_BITS[asymmetricKeyDetails?.namedCurve ?? ''] ?? 0;
    return { keyType: asymmetricKeyType, keyBits, spki: spkiPin(x509) };
  } catch {
    return { keyType: 'unknown', keyBits: 0, spki: '' };
  }
};

/** Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE { OBJECT IDENTIFIER, … }, … } */
const signatureHash = (der: Buffer): string => {
  const certificate = element(der, 0);
  const tbs = certificate && element(der, certificate.start);
  const algorithm = tbs && element(der, tbs.end);
  const identifier = algorithm && element(der, algorithm.start);
  if (!algorithm || !identifier) return 'unknown';
  const oid = der.toString('hex', identifier.start, identifier.end);
  if (oid !== PSS) return SIGNATURE_HASH[oid] ?? 'unknown';
  const parameters = der.toString('hex', identifier.end, algorithm.end);
  // Without a named hash, PSS means SHA-1 (RFC 4055, 3.1).
  return PSS_HASH[PSS_NAMED.exec(parameters)?.[1] ?? ''] ?? 'sha1';
};

/** Bounds of the content of the DER element at an offset; null: it does not fit. */
const element = (der: Buffer, at: number): { start: number; end: number } | null => {
  const first = der[at + 1];
  if (first === undefined) return null;
  const width = first < 0x80 ? 0 : first & 0x7f;
  if (width > 4 || at + 2 + width > der.length) return null;
  const length = width === 0 ? first : der.readUIntBE(at + 2, width);
  const start = at + 2 + width;
  return start + length > der.length ? null : { start, end: start + length };
};
