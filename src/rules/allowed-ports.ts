import type { Api } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';

/**
 * At which ports a list lets a host be reached; none if it does not have the host. `usualPort` is that of a URL which
 * names none.
 */
export const allowedPorts = (
  api: Api,
  hostname: string,
  { lists, profile }: Policy,
  usualPort = 443,
): 'any' | readonly number[] => {
  const listed = lists[api].get(hostname)?.ports ?? [];
  const isSocket = listed.length > 0 && api === 'connectSocket';
  if (isSocket && profile.wssPorts.value === 'all') return 'any';
  if (listed.includes(null) && profile.portInUrl.value === 'any') return 'any';
  return listed.map((port) => port ?? usualPort);
};
