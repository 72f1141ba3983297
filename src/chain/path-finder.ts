import { createHash, type X509Certificate } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { PathFacts } from '../model/path-facts.ts';
import { buildPath } from './build-path.ts';
import { indexRoots, type RootIndex } from './root-index.ts';

/** The path of a chain as sent; `at`: epoch milliseconds. */
export type FindPath = (chainAsSent: readonly X509Certificate[], at: number) => PathFacts;

/** Finds paths, and remembers what it found. */
export interface PathFinder {
  readonly findPath: FindPath;
  /** Chains remembered, and questions that were answered from memory. */
  readonly stats: () => { readonly kept: number; readonly hits: number };
}

interface Kept {
  readonly facts: PathFacts;
  /** From when until when, epoch milliseconds, no certificate of it begins or ends. */
  readonly from: number;
  readonly until: number;
}

/** Chains of that many servers are remembered. */
const KEPT = 500;
/** A root of the store that was not the best way has dates too. */
const HOUR_MS = 3_600_000;

/** With the roots of PEM blocks. Throws where one is no certificate. */
export const pathFinderFor = (pems: readonly string[]): PathFinder => createPathFinder(indexRoots(pems));

/** `buildPath` for the same roots again and again: checking two signatures costs 0.3 ms, looking up what came of it 10 µs. */
export const createPathFinder = (roots: RootIndex): PathFinder => {
  const kept = new LRUCache<string, Kept>({ max: KEPT });
  let hits = 0;
  const findPath: FindPath = (chainAsSent, at) => {
    const prints = chainAsSent.map(({ fingerprint256 }) => fingerprint256);
    const key = createHash('sha256').update(prints.join()).digest('base64');
    const before = kept.get(key);
    if (before && before.from <= at && at < before.until) {
      hits += 1;
      return before.facts;
    }
    const facts = buildPath(chainAsSent, roots, at);
    kept.set(key, { facts, ...spanAround(at, chainAsSent, facts) });
    return facts;
  };
  return { findPath, stats: () => ({ kept: kept.size, hits }) };
};

/** Another way up may become the better one when any certificate begins or ends. */
const spanAround = (at: number, chain: readonly X509Certificate[], { links }: PathFacts) => {
  const dates = [
    ...links.map(({ notBefore, notAfter }) => [notBefore, notAfter] as const),
    ...chain.map(({ validFrom, validTo }) => [Date.parse(validFrom), Date.parse(validTo)] as const),
  ];
  const turns = dates.flatMap(([notBefore, notAfter]) => [notBefore, notAfter + 1]);
  return {
    from: Math.max(Number.NEGATIVE_INFINITY, ...turns.filter((turn) => turn <= at)),
    until: Math.min(at + HOUR_MS, ...turns.filter((turn) => turn > at)),
  };
};
