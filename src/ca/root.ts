import type { KeyObject, X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { generateRootKey, mintRoot } from './mint-root.ts';
import { assertUsable, keyMissing, noRoot, parseRootCertificate, parseRootKey } from './root-check.ts';
import { assertPrivate, makeFolder, type RootFiles, readIfThere, rootFiles, writeOnce } from './root-files.ts';

/** The gate's own CA. Whoever has its key can read the traffic of every device that trusts it. */
export interface Root {
  /** This certificate alone, PEM. */
  readonly certPem: string;
  readonly x509: X509Certificate;
  /** The private key; never printed. */
  readonly keyObject: KeyObject;
  /** Absolute path of ca.pem. */
  readonly file: string;
  /** SHA-256 of the certificate, `AB:CD:…`. */
  readonly fingerprint: string;
  readonly notAfter: Date;
  /** Whether this call made it. */
  readonly created: boolean;
}

export interface RootOptions {
  /** Folder of ca.pem and ca.key; made if missing. */
  readonly dir: string;
  /** For a new CA only; one that is there keeps its own. Default `ec` (P-256). */
  readonly key?: 'ec' | 'rsa';
}

/**
 * The CA in a folder, made at first use and never overwritten: ca.pem (0644), ca.key (0600), the folder 0700. Starts at
 * the same time end with the same CA, and a start that died half-way is finished by the next one: the key comes first,
 * whoever finds it alone makes a certificate for it, and the first certificate in place is everybody's.
 * @throws CertificateError with the path and the way out.
 */
export const openRoot = async ({ dir, key = 'ec' }: RootOptions): Promise<Root> => {
  const files = rootFiles(resolve(dir));
  // Read in this order, a certificate without a key was never ours.
  const certificate = await readIfThere(files.certFile);
  if (certificate !== null) return load(certificate, files, false);
  await makeFolder(files.dir);
  const signer = await ensureKey(files, key);
  const made = await mintRoot(signer, Date.now());
  const created = await writeOnce(files.certFile, made, 0o644);
  return load(created ? made : await readIfThere(files.certFile), files, created);
};

/** The CA in a folder, which must be there. @throws CertificateError */
export const readRoot = async (dir: string): Promise<Root> => {
  const files = rootFiles(resolve(dir));
  return load(await readIfThere(files.certFile), files, false);
};

/** The key that is there, or a new one. */
const ensureKey = async (files: RootFiles, kind: 'ec' | 'rsa'): Promise<KeyObject> => {
  const found = await loadKey(files);
  if (found) return found;
  await writeOnce(files.keyFile, await generateRootKey(kind), 0o600);
  const written = await loadKey(files);
  if (!written) throw keyMissing(files);
  return written;
};

const loadKey = async (files: RootFiles): Promise<KeyObject | null> => {
  const text = await readIfThere(files.keyFile);
  if (text === null) return null;
  await assertPrivate(files.keyFile);
  return parseRootKey(text, files);
};

const load = async (certificate: string | null, files: RootFiles, created: boolean): Promise<Root> => {
  if (certificate === null) throw noRoot(files);
  const x509 = parseRootCertificate(certificate, files);
  const keyObject = await loadKey(files);
  if (!keyObject) throw keyMissing(files);
  assertUsable(x509, keyObject, files, Date.now());
  const { fingerprint256: fingerprint, validTo } = x509;
  const { certFile: file } = files;
  return { certPem: x509.toString(), x509, keyObject, file, fingerprint, notAfter: new Date(validTo), created };
};
