import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { promisify } from 'node:util';
import { LRUCache } from 'lru-cache';
import { CertificateError } from '../errors.ts';
import { isPlainHost } from './host.ts';
import { issuerOf } from './issuer.ts';
import { type LeafKey, mintLeaf } from './mint.ts';
import type { Root } from './root.ts';
import { spkiDer } from './spki.ts';

export interface LeavesOptions {
  readonly root: Pick<Root, 'certPem' | 'keyObject' | 'x509'>;
  /** P-256 by default; `rsa` (2048 bits) for clients that know no ECDSA. */
  readonly key?: 'ec' | 'rsa';
  /** Contexts kept, 1000 by default, about 30 KB each: a client may name as many hosts as it likes. */
  readonly max?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Certificates for the hosts that clients ask for, minted at the first question. */
export interface Leaves {
  /**
   * For `SNICallback`. `hostname` is lower-case, without trailing dot, brackets or zone. Concurrent first questions mint
   * once; a failure is not kept.
   * @throws CertificateError for what is no host, and once the CA has run out.
   */
  readonly contextFor: (hostname: string) => Promise<SecureContext>;
  /** `hits`: questions answered without a mint of their own. */
  readonly stats: () => { readonly cached: number; readonly minted: number; readonly hits: number };
  /**
   * What lets a session be resumed whichever context began it. The contexts have it; a `tls.Server` with `SNICallback`
   * has to be given it too, for that seals tickets with keys of its own.
   */
  readonly resumption: { readonly ticketKeys: Buffer; readonly sessionIdContext: string };
}

interface Kept {
  readonly context: SecureContext;
  /** Epoch milliseconds: half of its days are over. */
  readonly renewAt: number;
}

export const createLeaves = ({ root, key = 'ec', max = 1000, now = Date.now }: LeavesOptions): Leaves => {
  const kept = new LRUCache<string, Kept>({ max });
  const minting = new Map<string, Promise<SecureContext>>();
  const count = { minted: 0, hits: 0 };
  const leafKey = generateLeafKey(key);
  const issuer = { ...issuerOf(root.x509), key: root.keyObject, notAfter: Date.parse(root.x509.validTo) };
  const resumption = { ticketKeys: randomBytes(48), sessionIdContext: 'mpgate' };
  const above = root.x509.checkIssued(root.x509) ? '' : root.certPem;

  const mint = async (hostname: string): Promise<SecureContext> => {
    if (!isPlainHost(hostname)) throw notAHost(hostname);
    const at = now();
    const pair = await leafKey;
    const { pem, notAfter } = await mintLeaf(hostname, pair, issuer, at);
    const context = createSecureContext({ key: pair.pem, cert: pem + above, minVersion: 'TLSv1.2', ...resumption });
    kept.set(hostname, { context, renewAt: at + (notAfter - at) / 2 });
    count.minted += 1;
    return context;
  };

  const mintOnce = (hostname: string): Promise<SecureContext> => {
    const made = mint(hostname).finally(() => minting.delete(hostname));
    minting.set(hostname, made);
    return made;
  };

  const contextFor = async (hostname: string): Promise<SecureContext> => {
    const known = kept.get(hostname);
    const ready = known && now() < known.renewAt ? known.context : minting.get(hostname);
    if (!ready) return mintOnce(hostname);
    count.hits += 1;
    return ready;
  };

  return { contextFor, stats: () => ({ cached: kept.size, ...count }), resumption };
};

const notAHost = (hostname: string): CertificateError =>
  new CertificateError(`No certificate can be made for ${JSON.stringify(hostname.slice(0, 300))}: it is no host name.`);

const generate = promisify(generateKeyPair);

/** One key for all leaves of a process: an RSA key takes longer than the whole handshake. It is never written down. */
const generateLeafKey = (kind: 'ec' | 'rsa'): Promise<LeafKey> => {
  const pair = kind === 'rsa' ? generate('rsa', { modulusLength: 2048 }) : generate('ec', { namedCurve: 'P-256' });
  const made = pair.then(({ privateKey }) => ({ kind, spki: spkiDer(privateKey), pem: pemOf(privateKey) }));
  // It begins before anybody waits for it; whoever does gets the error.
  made.catch(() => {});
  return made;
};

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
