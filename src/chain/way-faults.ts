import type { PathFault } from '../model/path-facts.ts';
import type { Link } from './link.ts';
import { linkFaults } from './link-faults.ts';
import type { Way } from './walk.ts';

/** Why a way leads to no root, and what is wrong with its certificates. `at`: epoch milliseconds. */
export const wayFaults = (way: Way, at: number): readonly PathFault[] => [...endFaults(way), ...linkFaults(way, at)];

const endFaults = ({ links, end }: Way): readonly PathFault[] => {
  const top = links.at(-1);
  if (end === 'root' || !top) return [];
  if (end === 'self-signed')
    return [links.length === 1 ? { kind: 'self-signed' } : { kind: 'unknown-root', root: top.subject }];
  const { caIssuers, issuer } = top;
  return [
    namesIntermediate(top)
      ? { kind: 'incomplete', missing: issuer, urls: caIssuers }
      : { kind: 'unknown-root', root: issuer },
  ];
};

/**
 * Whether the issuer that was not sent is an intermediate rather than a root nobody knows. No certificate says so of its
 * issuer; but those that know call it by what it is, and a public CA must name in AIA where the issuing intermediate is to
 * be had (CA/B Forum BR 7.1.2.7.7). An intermediate has such an address of its root, too.
 */
const namesIntermediate = ({ caIssuers, issuer }: Link): boolean => {
  if (/\broot\b/i.test(issuer)) return false;
  return caIssuers.length > 0 || /\b(intermediate|issuing|sub(ordinate)?)\b/i.test(issuer);
};
