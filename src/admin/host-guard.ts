import { isIP } from 'node:net';
import { Problem } from './problem.ts';

const form = /^(?:\[([0-9a-f:.]+)\]|([^:[\]@/\s]+))(?::\d{1,5})?$/i;

/** The name or address in a Host header, lower-case; null: none that we understand. */
const hostOf = (header: string | undefined): string | null => {
  const match = form.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
};

/**
 * Throws unless the Host header is an address, `localhost`, or the name that the port is bound to. A page of a name
 * whose DNS was rebound to this machine would otherwise read the admin port as its own origin.
 */
export const hostGuard = (boundHost: string): ((header: string | undefined) => void) => {
  const names = new Set(['localhost', boundHost.toLowerCase()]);
  return (header) => {
    const host = hostOf(header);
    if (host !== null && (isIP(host) > 0 || names.has(host))) return;
    throw new Problem(
      421,
      `The admin port answers to an IP address or localhost only, not to the Host "${(header ?? '').slice(0, 100)}".`,
    );
  };
};
