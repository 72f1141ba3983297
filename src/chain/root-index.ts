import type { X509Certificate } from 'node:crypto';
import { rootOf } from '../ca/roots.ts';
import { type Link, linkOf } from './link.ts';
import { nameKey } from './name-key.ts';

/** Roots by subject, so that a chain's end finds its issuer at once. */
export interface RootIndex {
  /** Those of that name; `subjectKey` as a link has it. */
  readonly get: (subjectKey: string) => readonly Link[];
  /** How many names there are. */
  readonly size: number;
}

/**
 * An index of PEM blocks. A certificate that another one issued is no root, and is left out: a store that has an
 * intermediate would complete a chain that the server does not send. Roots are read when they are asked for: a store has
 * 150, and a gate meets ten. Throws where a block is no certificate.
 */
export const indexRoots = (pems: readonly string[]): RootIndex => {
  const index = new Map<string, X509Certificate[]>();
  const links = new Map<string, readonly Link[]>();
  for (const pem of pems) {
    const root = rootOf(pem);
    const key = nameKey(root.subject);
    const same = index.get(key);
    if (key !== nameKey(root.issuer)) continue;
    if (same) same.push(root);
    else index.set(key, [root]);
  }
  const get = (subjectKey: string): readonly Link[] => {
    const before = links.get(subjectKey);
    const roots = index.get(subjectKey);
    if (before || !roots) return before ?? NONE;
    const made = roots.map(linkOf);
    links.set(subjectKey, made);
    return made;
  };
  return { get, size: index.size };
};

const NONE: readonly Link[] = [];
