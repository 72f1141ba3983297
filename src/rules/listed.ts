import type { Api, Scheme } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';

const WEB: readonly Api[] = ['request', 'uploadFile', 'downloadFile', 'connectSocket'];
/** A tunnel whose first bytes are not read yet may turn out to be a TCP socket. */
const WEB_OR_TCP: readonly Api[] = [...WEB, 'tcp'];

/** The domain lists that a tunnel can be allowed by; `udp` and `tcp` have a rule of their own. */
export const listsFor = (scheme: Scheme | null): readonly Api[] => (scheme === null ? WEB_OR_TCP : WEB);

/** Whether a host stands in one of the lists, exactly. */
export const isListed = (hostname: string, lists: readonly Api[], policy: Policy): boolean =>
  lists.some((api) => policy.lists[api].has(hostname));

const MOST_NAMED = 5;

/** The hosts of some lists, for a reader: `api.shop.test, up.shop.test and 3 more`. */
export const namesOf = (lists: readonly Api[], policy: Policy): string => {
  const hosts = [...new Set(lists.flatMap((api) => [...policy.lists[api].keys()]))];
  const more = hosts.length - MOST_NAMED;
  const named = hosts.slice(0, MOST_NAMED).join(', ');
  return named === '' ? 'no host' : `${named}${more > 0 ? ` and ${more} more` : ''}`;
};
