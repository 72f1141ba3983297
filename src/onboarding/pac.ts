import { hostPort } from './host-port.ts';
import type { Reached } from './visit.ts';

/** Which hosts a client need not bring to the gate, as they pass it untouched anyway. */
export interface Direct {
  /** Names, and suffixes as `*.push.apple.com`; lower-case. */
  readonly patterns: readonly string[];
  /** Names among them that the gate reads all the same, being an app's own. */
  readonly but: readonly string[];
}

/**
 * The proxy's settings as a script (Netscape's Proxy Auto-Config): all goes to the gate where the client reached it, with no way
 * around it if it is gone, but for the hosts that pass untouched and the gate's own pages. In ECMAScript 3, for old systems.
 */
export const pacText = (reached: Reached, { patterns, but }: Direct): string => {
  const gate = hostPort(reached);
  const names = patterns.filter((pattern) => !pattern.startsWith('*.'));
  const suffixes = patterns.filter((pattern) => pattern.startsWith('*.')).map((pattern) => pattern.slice(1));
  return `var own = ${listText(but)};
var names = ${listText(names)};
var suffixes = ${listText(suffixes)};

function has(list, host) {
  for (var i = 0; i < list.length; i++) if (list[i] === host) return true;
  return false;
}

function endsAsOneOf(list, host) {
  for (var i = 0; i < list.length; i++) {
    var at = host.length - list[i].length;
    if (at > 0 && host.substring(at) === list[i]) return true;
  }
  return false;
}

function FindProxyForURL(url, host) {
  host = host.toLowerCase();
  if (url.indexOf(${JSON.stringify(`http://${gate}/`)}) === 0) return "DIRECT";
  if (!has(own, host) && (has(names, host) || endsAsOneOf(suffixes, host))) return "DIRECT";
  return ${JSON.stringify(`PROXY ${gate}`)};
}
`;
};

const listText = (list: readonly string[]): string => JSON.stringify([...new Set(list)].sort());
