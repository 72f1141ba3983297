import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';

/** The CAs that this machine trusts. */
export interface SystemRoots {
  /** One PEM block each. */
  readonly pem: readonly string[];
  /** Where they come from: a file's path, `system` (the keychain or the Windows store) or `node` (Mozilla's list). */
  readonly source: string;
}

/** Where distributions keep their bundle, most specific first (Go's crypto/x509 looks in the same places). */
export const BUNDLE_FILES: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Ubuntu, Arch, Alpine
  '/etc/pki/tls/certs/ca-bundle.crt', // Fedora, RHEL 6
  '/etc/ssl/ca-bundle.pem', // openSUSE
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', // RHEL 7 and later
  '/etc/ssl/cert.pem', // Alpine, macOS, BSD
];

/** Where the system's own store counts and files are a copy at best. */
const KEEPS_STORE: ReadonlySet<string> = new Set(['darwin', 'win32']);

/**
 * The system's roots: its store on macOS and Windows (Node >= 22.15 can read it), else its bundle file, else those that
 * Node brings along. `SSL_CERT_FILE` is left out on purpose: behind `mpgate exec` it names a bundle with our own CA, which
 * must never vouch for a server. Further roots are named with `upstreamCa`.
 */
export const systemRoots = async (bundleFiles: readonly string[] = BUNDLE_FILES): Promise<SystemRoots> => {
  const store = KEEPS_STORE.has(process.platform) ? readStore() : [];
  if (store.length > 0) return { pem: store, source: 'system' };
  for (const file of bundleFiles) {
    const pem = certificatesIn(await readFile(file, 'utf8').catch(() => ''));
    if (pem.length > 0) return { pem, source: file };
  }
  return { pem: tls.rootCertificates, source: 'node' };
};

const readStore = (): readonly string[] => {
  if (!('getCACertificates' in tls) || typeof tls.getCACertificates !== 'function') return [];
  const found: unknown = tls.getCACertificates('system');
  // A store may name one root several times.
  return Array.isArray(found) ? [...new Set(found)].filter((pem) => typeof pem === 'string').filter(isReadable) : [];
};

/** The certificates in PEM files of the operator's own. Rejects where a file cannot be read. */
export const rootsIn = async (files: readonly string[]): Promise<readonly string[]> =>
  (await Promise.all(files.map((file) => readFile(file, 'utf8')))).flatMap(certificatesIn);

/** One that cannot be parsed (it happens in stores that grew over years) must not cost the others. */
const certificatesIn = (text: string): readonly string[] =>
  (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).filter(isReadable);

const isReadable = (pem: string): boolean => {
  try {
    return rootOf(pem).raw.length > 0;
  } catch {
    return false;
  }
};

/** By PEM: to parse the roots of a system takes 20 ms, and whoever reads them and whoever asks them both want that. */
const parsed = new Map<string, X509Certificate>();

/** The certificate in one PEM block of the machine's or the operator's own; kept. Throws where it is none. */
export const rootOf = (pem: string): X509Certificate => {
  const known = parsed.get(pem);
  if (known) return known;
  const certificate = new X509Certificate(pem);
  parsed.set(pem, certificate);
  return certificate;
};

/** One PEM file for clients that take a bundle in place of the system's roots. */
export const bundleWith = (roots: readonly string[], caPem: string): string =>
  [caPem, ...roots].map((pem) => `${pem.trim()}\n`).join('');
