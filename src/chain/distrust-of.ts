import type { Distrust } from '../model/path-facts.ts';
import { DISTRUST_LIST, type DistrustedCa } from './distrust-list.ts';
import type { Link } from './link.ts';

const DAY_MS = 86_400_000;

/** What was decided against the CA whose root a way ends at, or would end at, for a certificate as old as its first one. */
export const distrustOf = (
  links: readonly Link[],
  list: readonly DistrustedCa[] = DISTRUST_LIST,
): readonly Distrust[] => {
  const [leaf] = links;
  const top = links.at(-1);
  if (!leaf || !top) return [];
  // A root that was not sent and is in no store is known by its name alone.
  const parts = top.issuerKey.replace(/\\(.)/g, '$1').split('\n');
  const isOf = ({ fingerprints, organisations }: DistrustedCa): boolean =>
    fingerprints.includes(top.fingerprint) || organisations.some((one) => parts.includes(`o=${one.toLowerCase()}`));
  return list
    .filter(isOf)
    .flatMap(({ ca, decisions }) =>
      decisions
        .filter(({ takenUntil }) => takenUntil === null || leaf.notBefore >= Date.parse(takenUntil) + DAY_MS)
        .map((decision) => ({ ca, ...decision })),
    );
};
