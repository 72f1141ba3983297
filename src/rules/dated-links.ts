import type { PathFacts, PathLink } from '../model/path-facts.ts';
import type { Policy } from '../model/policy.ts';

/**
 * The certificates of a path that have to be in their dates: all of them, but for the root on Android, which asks no root
 * for its dates (https://letsencrypt.org/2020/12/21/extending-android-compatibility.html).
 */
export const datedLinks = ({ trust, links }: PathFacts, { platform }: Pick<Policy, 'platform'>): readonly PathLink[] =>
  platform === 'android' && trust === 'trusted' && links.length > 1 ? links.slice(0, -1) : links;
