import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import type { Authority, CertificateFacts, PeerFacts } from '../model/facts.ts';
import { certificateFacts, parseCertificate } from './certificate.ts';
import { type RootIndex, trustOf } from './trust.ts';

/** Who asks, and of whom. */
export interface PeerQuestion {
  readonly authority: Authority;
  readonly device: string;
  readonly pinVerified: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
}

interface Known {
  readonly x509: X509Certificate;
  readonly facts: CertificateFacts;
}

/** Certificates seen lately: parsing one and hashing its key costs more than the rest of the facts together. */
const known = new LRUCache<string, Known>({ max: 500 });

/** The facts of a finished handshake. */
export const peerFacts = (socket: TLSSocket, question: PeerQuestion, roots: RootIndex): PeerFacts => {
  const chain = chainOf(socket);
  const leaf = chain[0]?.x509;
  const protocol = socket.getProtocol() ?? 'below';
  const cipher = socket.getCipher()?.name ?? '';
  const error: unknown = socket.authorizationError;
  return {
    ...question,
    protocol,
    cipher,
    forwardSecret: protocol === 'TLSv1.3' || /^(ECDHE|DHE)-/.test(cipher),
    chain: chain.map(({ facts }) => facts),
    trust: trustOf(
      chain.map(({ x509 }) => x509),
      socket.authorized ? '' : codeOf(error),
      roots,
    ),
    nameMatches: leaf !== undefined && covers(leaf, question.authority.hostname),
    names: leaf?.subjectAltName?.split(', ') ?? [],
  };
};

/** The facts of a server that agreed to no version of TLS that we can speak. */
export const noProtocol = (question: PeerQuestion): PeerFacts => ({
  ...question,
  protocol: 'below',
  cipher: '',
  forwardSecret: false,
  chain: [],
  trust: 'broken',
  nameMatches: false,
  names: [],
});

const codeOf = (error: unknown): string => {
  if (typeof error === 'string') return error;
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
};

/** By SAN only, as clients do (RFC 9525, 6.3). */
const covers = (leaf: X509Certificate, hostname: string): boolean =>
  isIP(hostname)
    ? leaf.checkIP(hostname) !== undefined
    : leaf.checkHost(hostname, { subject: 'never', partialWildcards: false }) !== undefined;

/** From the leaf upwards; the last one's `issuerCertificate` is itself, or missing. */
const chainOf = (socket: TLSSocket): readonly Known[] => {
  const chain: Known[] = [];
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  const seen = new Set<string>();
  while (next?.raw && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    chain.push(parsed(next));
    next = next.issuerCertificate;
  }
  return chain;
};

const parsed = ({ fingerprint256, raw }: DetailedPeerCertificate): Known => {
  const before = known.get(fingerprint256);
  if (before) return before;
  const x509 = parseCertificate(raw);
  const made = { x509, facts: certificateFacts(x509) };
  known.set(fingerprint256, made);
  return made;
};
