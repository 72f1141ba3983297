import type { Policy } from '../model/policy.ts';
import { parseHost } from './hosts.ts';

/** The host as the rules know it, if some app holds it to pins; else why there are none, in a sentence. */
export const pinnedHost = (text: string, policies: Iterable<Policy>): string | { readonly fault: string } => {
  const hostname = parseHost(text)?.hostname;
  if (hostname === undefined) return { fault: 'This is no host; write it as in api.shop.test.' };
  const pinned = [...policies].filter(({ profile }) => profile.pins.value).flatMap(({ pins }) => [...pins.keys()]);
  if (pinned.includes(hostname)) return hostname;
  const named = [...new Set(pinned)].slice(0, MOST_NAMED).join(', ') || 'none';
  return { fault: `No app has pins for ${hostname} ("certs" of the app file); hosts with pins: ${named}.` };
};

const MOST_NAMED = 10;
