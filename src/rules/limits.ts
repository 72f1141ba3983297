import type { Api, ApiGuess } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';

const fileTimeoutMs = (api: Api, { timeoutMs, profile }: Policy): number =>
  api === 'udp' || api === 'tcp' ? profile.timeoutMs.value : timeoutMs[api];

/**
 * How long a flow may take, in milliseconds, never more than the profile's maximum. Of several APIs that it may come
 * from the most patient counts: a guess must not cut what one of them may do. `perCallMs` is positive, or null.
 */
export const timeoutMs = ({ candidates }: ApiGuess, perCallMs: number | null, policy: Policy): number => {
  const { timeoutMs: most, perCallTimeout } = policy.profile;
  const fileMs = Math.max(...candidates.map((api) => fileTimeoutMs(api, policy)));
  const asked = perCallMs ?? fileMs;
  return Math.min(most.value, perCallTimeout.value === 'beats-file' ? asked : Math.min(asked, fileMs));
};

/** How many a device may have open at once for one app (S0:126, S0:127); Infinity: the platform names no limit. */
export const slotsAtOnce = (kind: 'request' | 'socket', { profile }: Policy): number =>
  kind === 'request' ? (profile.requestsAtOnce.value ?? Number.POSITIVE_INFINITY) : profile.socketsAtOnce.value;
