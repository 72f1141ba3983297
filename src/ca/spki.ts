import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';

/** DER SubjectPublicKeyInfo of a key (a private key's public half) or of a certificate's key. */
export const spkiDer = (key: X509Certificate | KeyObject): Buffer =>
  publicKeyOf(key).export({ type: 'spki', format: 'der' });

/** `sha256/` and base64 of SHA-256 of the DER SubjectPublicKeyInfo, as the platform's openssl recipe makes it (S4:316-320). */
export const spkiPin = (key: X509Certificate | KeyObject): string =>
  `sha256/${createHash('sha256').update(spkiDer(key)).digest('base64')}`;

const publicKeyOf = (key: X509Certificate | KeyObject): KeyObject => {
  if (key instanceof X509Certificate) return key.publicKey;
  return key.type === 'private' ? createPublicKey(key) : key;
};
