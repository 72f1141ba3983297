import type { Apps } from '../exchange/apps.ts';
import type { Direct } from '../onboarding/pac.ts';
import { bypassPatterns, createBypassed, ownHosts } from './bypass.ts';
import type { Doors } from './doors.ts';

/** The settings that say what passes unread. */
interface Passing {
  readonly decrypt: Doors['decrypt'];
  readonly bypass: readonly string[];
}

/** What the bypass list means to a client that could leave the gate out: all but the hosts that an app's rules are for. */
export const directHosts = ({ decrypt, bypass }: Passing, { byId }: Pick<Apps, 'byId'>): Direct => {
  if (decrypt === 'always') return { patterns: [], but: [] };
  const matches = createBypassed(bypass);
  const but = [...byId.values()].flatMap(ownHosts).filter((hostname) => matches(hostname, []));
  return { patterns: bypassPatterns(bypass), but };
};
