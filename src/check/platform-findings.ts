import type { Api, PeerFacts, Platform } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Violation } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import { spanOf } from '../rules/span-of.ts';

/** In the order in which they are named. */
export const PLATFORMS = ['ios', 'android', 'strictest'] as const satisfies readonly Platform[];

/** What is amiss with a server, and on which phones that shows. */
export interface PlatformFinding
  extends Pick<Violation, 'rule' | 'effect' | 'errno' | 'message' | 'expected' | 'actual' | 'source' | 'fix'> {
  /** What the client's fail callback gets; null: it notices nothing yet. */
  readonly errMsg: string | null;
  readonly platforms: readonly Platform[];
}

/** What the rules say of a server on each platform; what all say alike is one finding. */
export const platformFindings = (facts: PeerFacts, policy: Policy, api: Api): readonly PlatformFinding[] => {
  const found = new Map<string, PlatformFinding>();
  for (const platform of PLATFORMS) {
    for (const violation of judge('peer', facts, { ...policy, platform }, api).violations) {
      const key = `${violation.rule} ${violation.effect} ${violation.message}`;
      const { rule, effect, errMsg, errno, message, expected, actual, source, fix } = violation;
      const platforms = [...(found.get(key)?.platforms ?? []), platform];
      found.set(key, { rule, effect, errMsg, errno, message, expected, actual, source, fix, platforms });
    }
  }
  return [...found.values()];
};

const DAY_MS = 86_400_000;

/** A certificate that is in its dates, but not for long; null: there is none. `minDays`: how long is long enough. */
export const endsSoon = ({ chain, at, authority }: PeerFacts, minDays: number): PlatformFinding | null => {
  const [first] = [...chain].sort((a, b) => a.notAfter - b.notAfter);
  if (!first || first.notAfter < at || first.notAfter - at >= minDays * DAY_MS) return null;
  const whose =
    first === chain[0]
      ? `The certificate of ${authority.hostname}`
      : `"${first.subject}" in the chain of ${authority.hostname}`;
  const actual = `${spanOf(first.notAfter - at)} left`;
  return {
    rule: 'cert-dates',
    effect: 'warn',
    errMsg: null,
    errno: null,
    message: `${whose} runs out on ${new Date(first.notAfter).toISOString().slice(0, 10)}: ${actual}.`,
    expected: `${minDays} days left`,
    actual,
    source: 'S0:148',
    fix: 'Renew the certificate now, and see to it that this happens by itself.',
    platforms: PLATFORMS,
  };
};
