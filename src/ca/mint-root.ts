import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { distinguishedName, keyIdOf, pemOf, signCertificate } from './certificate.ts';
import { authorityKeyId, basicConstraints, keyUsage, subjectKeyId } from './extensions.ts';
import { spkiDer } from './spki.ts';

const generate = promisify(generateKeyPair);

/**
 * PKCS #8 PEM of a new key. EC P-256 is the default: it signs a leaf ten times faster than RSA-2048 (0.02 ms against
 * 0.24, 2026-11), and every client of the last ten years takes it as a root. RSA is for older ones.
 */
export const generateRootKey = async (kind: 'ec' | 'rsa'): Promise<string> => {
  const { privateKey } = await (kind === 'rsa'
    ? generate('rsa', { modulusLength: 2048 })
    : generate('ec', { namedCurve: 'P-256' }));
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};

/** Ten years, as mkcert and mitmproxy do: the 825 days of HT210176 and the Forum's limits bind server certificates, not roots that a user installs. */
export const ROOT_YEARS = 10;

/**
 * PEM of a root for the key. Its name tells two gates apart in a phone's list of certificates and says nothing about
 * the machine: it is taken from the key.
 */
export const mintRoot = async (key: KeyObject, at: number): Promise<string> => {
  const spki = spkiDer(key);
  const keyId = keyIdOf(spki);
  const subject = distinguishedName({ CN: `mpgate CA ${keyId.toString('hex', 0, 4)}`, O: 'mpgate' });
  const notBefore = new Date(at - DAY_MS);
  const notAfter = new Date(at);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + ROOT_YEARS);
  const extensions = [
    basicConstraints(true, 0),
    keyUsage('keyCertSign', 'cRLSign'),
    subjectKeyId(keyId),
    authorityKeyId(keyId),
  ];
  return pemOf(await signCertificate({ subject, issuer: subject, notBefore, notAfter, spki, extensions }, key));
};

/** Backdated, for devices whose clock is behind. */
const DAY_MS = 86_400_000;
