import type { Platform } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';

const made = new WeakMap<Policy, Map<Platform, Policy>>();

/**
 * The policy as it is on a device's own platform; null: as its app says. Each is made once, with an id of its own, so that
 * nothing judged for one platform is shared with another. The platform is in none of the verdicts on an app's file.
 */
export const onPlatform = (policy: Policy, platform: Platform | null): Policy => {
  if (platform === null || platform === policy.platform) return policy;
  const known = made.get(policy) ?? new Map<Platform, Policy>();
  made.set(policy, known);
  const own = known.get(platform) ?? { ...policy, platform, id: `${policy.id} ${platform}` };
  known.set(platform, own);
  return own;
};
