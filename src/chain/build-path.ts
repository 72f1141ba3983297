import type { X509Certificate } from 'node:crypto';
import type { PathFacts, PathFault, PathLink, Trust } from '../model/path-facts.ts';
import { distrustOf } from './distrust-of.ts';
import { type Link, linkOf } from './link.ts';
import type { RootIndex } from './root-index.ts';
import { type Way, walk } from './walk.ts';
import { wayFaults } from './way-faults.ts';

/** How many certificates a path is built of; what public servers send is two or three. */
const MOST_LINKS = 10;

const TRUST: { readonly [K in PathFault['kind']]: Trust } = {
  empty: 'broken',
  'self-signed': 'self-signed',
  incomplete: 'incomplete',
  'unknown-root': 'unknown-root',
  'bad-signature': 'broken',
  malformed: 'broken',
  'critical-extension': 'broken',
  'not-a-ca': 'broken',
  'key-usage': 'broken',
  'path-length': 'broken',
  'name-constraints': 'broken',
  purpose: 'broken',
  expired: 'trusted',
  'not-yet-valid': 'trusted',
};

/** How bad a fault is: of two ways the one that leads further wins, and of two that lead to a root the sounder one. */
const WEIGHT: { readonly [T in Trust]: number } = {
  trusted: 1,
  broken: 100,
  incomplete: 10_000,
  'unknown-root': 10_000,
  'self-signed': 10_000,
};

/**
 * The best path from the first of the certificates sent to one of the roots, by these certificates alone: nothing is
 * fetched, remembered or taken from a store but its self-signed roots. Ways are tried as today's platforms do, whatever the
 * order they were sent in. What an older platform says is what its roots say. `at`: epoch milliseconds.
 */
export const buildPath = (chainAsSent: readonly X509Certificate[], roots: RootIndex, at: number): PathFacts => {
  const sent = chainAsSent.map(linkOf);
  const [leaf] = sent;
  if (!leaf) return NO_PATH;
  const unique = sent.filter((link, place) => placeOf(link, sent) === place);
  const related = relatedTo(leaf, unique);
  const judged = walk(related.slice(0, MOST_LINKS), roots).map((way) => ({ way, faults: wayFaults(way, at) }));
  const best = judged.reduce((one, other) => (isBetter(other, one) ? other : one));
  const links = best.way.links.map((link) => pathLink(link, sent));
  const places = links.flatMap(({ place }) => place ?? []);
  return {
    trust: trustOf(best.faults),
    links,
    faults: best.faults,
    order: places.every((place, n) => place > (places[n - 1] ?? -1)) ? 'right' : 'wrong',
    strangers: unique.filter((link) => !related.includes(link)).map(({ subject }) => subject),
    duplicates: sent.filter((link) => !unique.includes(link)).map(({ subject }) => subject),
    distrust: distrustOf(best.way.links),
    rootSent: related.some((link) => link !== leaf && link.subjectKey === link.issuerKey),
  };
};

/** Of a server that showed no certificate. */
export const NO_PATH: PathFacts = {
  trust: 'broken',
  links: [],
  faults: [{ kind: 'empty' }],
  order: 'right',
  strangers: [],
  duplicates: [],
  rootSent: false,
  distrust: [],
};

interface Judged {
  readonly way: Way;
  readonly faults: readonly PathFault[];
}

const weightOf = ({ faults }: Judged): number => faults.reduce((sum, { kind }) => sum + WEIGHT[TRUST[kind]], 0);

const isBetter = (one: Judged, other: Judged): boolean => {
  const difference = weightOf(one) - weightOf(other);
  return (
    difference < 0 || (difference === 0 && one.way.end !== 'root' && one.way.links.length > other.way.links.length)
  );
};

const trustOf = (faults: readonly PathFault[]): Trust =>
  faults.map(({ kind }) => TRUST[kind]).find((trust) => trust !== 'trusted') ?? 'trusted';

const placeOf = ({ fingerprint }: Link, sent: readonly Link[]): number =>
  sent.findIndex((other) => other.fingerprint === fingerprint);

/** The leaf, and what bears the name of an issuer on a way up from it. */
const relatedTo = (leaf: Link, unique: readonly Link[]): readonly Link[] => {
  // A set also gives what is added while it is walked.
  const related = new Set([leaf]);
  for (const { issuerKey } of related) {
    for (const one of unique.filter(({ subjectKey }) => subjectKey === issuerKey)) related.add(one);
  }
  return [...related];
};

const pathLink = (link: Link, sent: readonly Link[]): PathLink => {
  const { subject, fingerprint, notBefore, notAfter } = link;
  const place = placeOf(link, sent);
  return { subject, place: place < 0 ? null : place, fingerprint, notBefore, notAfter };
};
