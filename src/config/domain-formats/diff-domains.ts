import { type Entry, type ListName, listNames } from './domain-lists.ts';
import { canonicalEntry } from './entry-mistakes.ts';

/** What the second has and the first has not, and the other way round, in one list. */
export interface ListDiff {
  readonly list: ListName;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Lists that differ; order and spelling (case, punycode, a final dot) do not matter. */
export const diffDomains = (before: readonly Entry[], after: readonly Entry[]): readonly ListDiff[] =>
  listNames
    .map((list) => ({ list, added: missing(after, before, list), removed: missing(before, after, list) }))
    .filter(({ added, removed }) => added.length + removed.length > 0);

/** What `from` has in a list and `other` has not, as written. */
const missing = (from: readonly Entry[], other: readonly Entry[], list: ListName): readonly string[] => {
  const there = new Set(other.filter((entry) => entry.list === list).map(canonicalEntry));
  const own = from.filter((entry) => entry.list === list && !there.has(canonicalEntry(entry)));
  return [...new Map(own.map((entry) => [canonicalEntry(entry), entry.value])).values()];
};
