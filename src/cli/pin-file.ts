import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { spkiPin } from '../ca/spki.ts';
import { UsageError } from '../errors.ts';
import { identityOf, noIdentity, type Pinned } from './pinned.ts';

/** The pin of a certificate, public key or private key, PEM or DER; of several, the first certificate. @throws UsageError */
export const pinOfFile = async (file: string): Promise<Pinned> => {
  const bytes = await read(file);
  const found = READERS.map((reader) => attempt(() => reader(bytes))).find((one) => one !== null);
  if (!found) throw new UsageError(`${file} holds ${contentOf(bytes)}; give a certificate or a key, PEM or DER`);
  const common = { pin: spkiPin(found), of: resolve(file), trusted: null, warning: null };
  if (found instanceof X509Certificate) return { ...common, kind: 'certificate', ...identityOf(found) };
  return { ...common, kind: found.type === 'private' ? 'private key' : 'public key', ...noIdentity };
};

const read = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${file} cannot be read: ${REASONS[code] ?? code}`);
  }
};

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file (a host is written without a folder or such an ending)',
  EACCES: 'permission denied (EACCES)',
  EISDIR: 'it is a folder (EISDIR)',
};

const pem =
  <T>(label: RegExp, parse: (text: string) => T) =>
  (bytes: Buffer): T | null => {
    const block = label.exec(bytes.toString('latin1'))?.[0];
    return block === undefined ? null : parse(block);
  };

/** In the order in which openssl's recipe would take them. */
const READERS: readonly ((bytes: Buffer) => X509Certificate | KeyObject | null)[] = [
  pem(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/, (text) => new X509Certificate(text)),
  pem(/-----BEGIN (RSA )?PUBLIC KEY-----[^-]+-----END (RSA )?PUBLIC KEY-----/, (text) => createPublicKey(text)),
  pem(/-----BEGIN ((RSA|EC) )?PRIVATE KEY-----[^-]+-----END [A-Z ]+-----/, (text) => createPrivateKey(text)),
  (bytes) => new X509Certificate(bytes),
  (key) => createPublicKey({ key, format: 'der', type: 'spki' }),
  (key) => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
  (key) => createPrivateKey({ key, format: 'der', type: 'sec1' }),
  (key) => createPrivateKey({ key, format: 'der', type: 'pkcs1' }),
];

const attempt = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

const contentOf = (bytes: Buffer): string => {
  if (bytes.length === 0) return 'nothing';
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(bytes.toString('latin1'))?.[1];
  if (label?.includes('ENCRYPTED')) return 'a key that is locked with a passphrase';
  return label ? `a ${label} that cannot be read` : 'no certificate and no key';
};
