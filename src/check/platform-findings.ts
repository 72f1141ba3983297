import type { Api, PeerFacts, Platform } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Violation } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';

/** In the order in which they are named. */
export const PLATFORMS = ['ios', 'android', 'strictest'] as const satisfies readonly Platform[];

/** What is amiss with a server, and on which phones that shows. */
export interface PlatformFinding
  extends Pick<
    Violation,
    'rule' | 'effect' | 'errMsg' | 'errno' | 'message' | 'expected' | 'actual' | 'source' | 'fix'
  > {
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
