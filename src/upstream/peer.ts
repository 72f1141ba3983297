import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { NO_PATH } from '../chain/build-path.ts';
import type { FindPath } from '../chain/path-finder.ts';
import type { Authority, CertificateFacts, PeerFacts } from '../model/facts.ts';
import { certificateFacts } from './certificate.ts';

/** Who asks, and of whom. */
export interface PeerQuestion {
  readonly authority: Authority;
  readonly device: string;
  readonly pinVerified: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Certificates seen lately: hashing a key costs more than the rest of the facts together. */
const known = new LRUCache<string, CertificateFacts>({ max: 500 });

/** How many of them. */
export const certificatesKept = (): number => known.size;

/** The facts of a finished handshake. Of one socket they are to be had once: Node hands the chain out and keeps none. */
export const peerFacts = (socket: TLSSocket, question: PeerQuestion, findPath: FindPath): PeerFacts => {
  const chain = chainOf(socket);
  const [leaf] = chain;
  const protocol = socket.getProtocol() ?? 'below';
  const cipher = socket.getCipher()?.name ?? '';
  const path = findPath(chain, question.at);
  return {
    ...question,
    protocol,
    offered: null,
    cipher,
    forwardSecret: protocol === 'TLSv1.3' || /^(ECDHE|DHE)-/.test(cipher),
    chain: chain.map(factsOf),
    trust: path.trust,
    path,
    nameMatches: leaf !== undefined && covers(leaf, question.authority.hostname),
    names: leaf?.subjectAltName?.split(', ') ?? [],
  };
};

/** The facts of a server that agreed to no version of TLS that we can speak. */
export const noProtocol = (question: PeerQuestion): PeerFacts => ({
  ...question,
  protocol: 'below',
  offered: null,
  cipher: '',
  forwardSecret: false,
  chain: [],
  trust: NO_PATH.trust,
  path: NO_PATH,
  nameMatches: false,
  names: [],
});

/** By SAN only, as clients do (RFC 9525, 6.3). */
const covers = (leaf: X509Certificate, hostname: string): boolean =>
  isIP(hostname)
    ? leaf.checkIP(hostname) !== undefined
    : leaf.checkHost(hostname, { subject: 'never', partialWildcards: false }) !== undefined;

/** As sent, in the order in which it was sent: what `getPeerCertificate` gives is put in order and filled up by Node. */
const chainOf = (socket: TLSSocket): readonly X509Certificate[] => {
  const chain: X509Certificate[] = [];
  for (let next = socket.getPeerX509Certificate(); next; next = next.issuerCertificate) chain.push(next);
  return chain;
};

const factsOf = (x509: X509Certificate): CertificateFacts => {
  const before = known.get(x509.fingerprint256);
  if (before) return before;
  const made = certificateFacts(x509);
  known.set(x509.fingerprint256, made);
  return made;
};
