import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { CertificateError } from '../errors.ts';
import type { RootFiles } from './root-files.ts';

/** What makes a CA on disk unusable: each says what is wrong in which file, and the way out. */

const AWAY = 'Move ca.pem and ca.key away to have a new CA made, and trust that one on your devices.';

const unusable = (what: string, way: string, cause?: unknown): CertificateError =>
  new CertificateError(`${what}. ${way}`, { cause });

export const parseRootKey = (text: string, { keyFile }: RootFiles): KeyObject => {
  const key = readKey(text, keyFile);
  if (!isStrong(key)) {
    throw unusable(`The CA key ${keyFile} is neither RSA of 2048 bits or more nor EC on P-256 or above`, AWAY);
  }
  return key;
};

const readKey = (text: string, keyFile: string): KeyObject => {
  if (/ENCRYPTED/.test(text)) {
    const way = `Take the passphrase off: openssl pkey -in ${keyFile} -out plain.key`;
    throw unusable(`The CA key ${keyFile} is locked with a passphrase`, way);
  }
  try {
    return createPrivateKey(text);
  } catch (cause) {
    throw unusable(`The CA key ${keyFile} is not a private key in PEM`, AWAY, cause);
  }
};

const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** iOS 13 and later refuse smaller RSA keys (Apple, HT210176). */
const isStrong = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean =>
  asymmetricKeyType === 'rsa'
    ? (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
    : CURVES.has(asymmetricKeyDetails?.namedCurve ?? '');

export const parseRootCertificate = (text: string, { certFile }: RootFiles): X509Certificate => {
  if (/PRIVATE KEY/.test(text)) {
    throw unusable(`The CA certificate ${certFile} holds a private key, and this file is handed out`, AWAY);
  }
  try {
    return new X509Certificate(text);
  } catch (cause) {
    throw unusable(`The CA certificate ${certFile} is not a certificate in PEM`, AWAY, cause);
  }
};

/** That the two belong together and can sign today. `at`: epoch milliseconds. */
export const assertUsable = (x509: X509Certificate, key: KeyObject, files: RootFiles, at: number): void => {
  const { certFile, keyFile } = files;
  if (!x509.ca) throw unusable(`The certificate ${certFile} is not a CA's (basicConstraints lack CA:TRUE)`, AWAY);
  if (!x509.checkPrivateKey(key)) {
    throw unusable(
      `The CA key ${keyFile} does not belong to the certificate ${certFile}`,
      `Put the right one back. ${AWAY}`,
    );
  }
  if (Date.parse(x509.validTo) <= at) throw unusable(`The CA ${certFile} ran out on ${x509.validTo}`, AWAY);
  if (Date.parse(x509.validFrom) > at) {
    throw unusable(`The CA ${certFile} is valid only from ${x509.validFrom}`, "Set this machine's clock.");
  }
};

export const keyMissing = ({ certFile, keyFile }: RootFiles): CertificateError =>
  unusable(`The CA certificate ${certFile} is there, its key ${keyFile} is not`, `Put the key back. ${AWAY}`);

export const noRoot = ({ dir }: RootFiles): CertificateError =>
  new CertificateError(`There is no CA in ${dir}. Run: mpgate ca create --ca-dir ${dir}`);
