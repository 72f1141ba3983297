import { isSignedBy } from './is-signed-by.ts';
import type { Link } from './link.ts';
import type { RootIndex } from './root-index.ts';

/** One way up from the server's certificate. */
export interface Way {
  /** The server's own first. */
  readonly links: readonly Link[];
  readonly end: 'root' | 'self-signed' | 'no-issuer';
  /** The place of a certificate whose signature is not of the next one's key; null: there is none. */
  readonly broken: number | null;
}

/** Bounds on what a hostile server can make of ten certificates that all sign each other. */
const MOST_WAYS = 100;
const MOST_CHECKS = 60;

interface Walking {
  readonly sent: readonly Link[];
  readonly roots: RootIndex;
  readonly ways: Way[];
  /** Which signatures hold, by the fingerprints of both certificates. */
  readonly checked: Map<string, boolean>;
}

/** Every way up from the first of `sent` by the certificates sent and the roots, up to 100; roots are tried first. */
export const walk = (sent: readonly Link[], roots: RootIndex): readonly Way[] => {
  const [leaf] = sent;
  const walking = { sent, roots, ways: [], checked: new Map<string, boolean>() } satisfies Walking;
  if (leaf) climb([leaf], null, walking);
  return walking.ways;
};

const climb = (links: readonly Link[], broken: number | null, walking: Walking): void => {
  const top = links.at(-1);
  if (!top || walking.ways.length >= MOST_WAYS) return;
  const end = (how: Way['end']) => void walking.ways.push({ links, end: how, broken });
  if (isIn(walking.roots.get(top.subjectKey), top)) return end('root');
  if (top.subjectKey === top.issuerKey && holds(top, top, walking)) return end('self-signed');
  const { issuers, signed } = issuersOf(links, top, walking);
  if (issuers.length === 0) return end('no-issuer');
  for (const issuer of issuers) climb([...links, issuer], signed ? broken : (broken ?? links.length - 1), walking);
};

const isIn = (links: readonly Link[], { fingerprint }: Link): boolean =>
  links.some((link) => link.fingerprint === fingerprint);

/** Those of the issuer's name whose key has signed; where none has, those that seem to be meant. */
const issuersOf = (links: readonly Link[], top: Link, walking: Walking) => {
  const known = walking.roots.get(top.issuerKey);
  const sent = walking.sent.filter(({ subjectKey }) => subjectKey === top.issuerKey);
  const named = [...known, ...sent.filter((link) => !isIn(known, link))].filter((link) => !isIn(links, link));
  const signers = named.filter((link) => holds(top, link, walking));
  return signers.length > 0
    ? { issuers: signers, signed: true }
    : { issuers: named.filter((link) => isMeant(top, link)), signed: false };
};

/** By the ids of the key. A CA may have two keys under one name, so that another id means another certificate. */
const isMeant = ({ authorityKeyId }: Link, { keyId }: Link): boolean =>
  authorityKeyId === null || keyId === null || authorityKeyId === keyId;

const holds = (link: Link, issuer: Link, { checked }: Walking): boolean => {
  const pair = `${link.fingerprint} ${issuer.fingerprint}`;
  const before = checked.get(pair);
  if (before !== undefined || checked.size >= MOST_CHECKS) return before ?? false;
  const does = isSignedBy(link, issuer);
  checked.set(pair, does);
  return does;
};
