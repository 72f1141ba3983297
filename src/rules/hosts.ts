import ipaddr from 'ipaddr.js';
import type { Authority, Host } from '../model/facts.ts';
import { decodePunycode } from './punycode.ts';

/** More than any name that becomes one of 253 characters: what is longer is not worth parsing. */
const LONGEST_SPELLING = 1024;
const LONGEST_NAME = 253;

/** What a URL parser takes for an end of the host, drops, or decodes; a zone id (`%eth0`) is of one machine only. */
const NO_HOST = /[\s\p{Cc}/\\?#@%]/u;
const NAME = /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/;
/** Names that a URL parser gives back as they are: the last label begins no number, and none is punycode. */
const PLAIN_NAME = /^(?!xn--|.*\.xn--)(?:[a-z0-9_-]{1,63}\.)*[a-z_][a-z0-9_-]{0,62}$/;

/**
 * A host in any spelling, made canonical: IDN to punycode, `2130706433` and `0x7f.1` to dotted decimal, IPv4-mapped IPv6
 * to IPv4, one trailing dot dropped. IPv6 may stand in brackets or without. null: no host.
 */
export const parseHost = (raw: string): Host | null => {
  // Nearly all hosts are spelt so, and a URL parser costs more than the rest of a request's rules.
  if (raw.length <= LONGEST_NAME && PLAIN_NAME.test(raw)) return { hostname: raw, kind: 'name' };
  if (raw === '' || raw.length > LONGEST_SPELLING || NO_HOST.test(raw)) return null;
  const bracketed = /^\[([^[\]]*)\]$/.exec(raw)?.[1];
  if (bracketed !== undefined || raw.includes(':')) return parseIpv6(bracketed ?? raw);
  const hostname = hostnameOf(raw)?.replace(/\.$/, '') ?? '';
  if (ipaddr.IPv4.isValidFourPartDecimal(hostname)) return { hostname, kind: 'ipv4' };
  const isName = hostname.length <= LONGEST_NAME && NAME.test(hostname) && hostname.split('.').every(isLabel);
  return isName ? { hostname, kind: 'name' } : null;
};

/** A label that claims to be punycode must be what the name it stands for is spelt as. */
const isLabel = (label: string): boolean => {
  if (!label.startsWith('xn--')) return true;
  const decoded = decodePunycode(label.slice('xn--'.length));
  return decoded !== null && hostnameOf(decoded) === label;
};

const parseIpv6 = (text: string): Host | null => {
  const hostname = hostnameOf(`[${text}]`)?.slice(1, -1);
  if (hostname === undefined) return null;
  const address = ipaddr.IPv6.parse(hostname);
  if (!address.isIPv4MappedAddress()) return { hostname, kind: 'ipv6' };
  return { hostname: address.toIPv4Address().toString(), kind: 'ipv4' };
};

/** As the URL standard has it: clients parse by it too. */
const hostnameOf = (host: string): string | null => {
  const url = `http://${host}/`;
  return URL.canParse(url) ? new URL(url).hostname : null;
};

/** `host`, `host:port` or `[v6]:port`, as CONNECT and Host headers have it. */
export interface ParsedAuthority {
  readonly authority: Authority;
  /** The port that stands there; null: none does. */
  readonly writtenPort: number | null;
}

/** null: no authority, or one without a port where `defaultPort` is null. */
export const parseAuthority = (raw: string, defaultPort: number | null): ParsedAuthority | null => {
  const [, spelling, digits] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(raw) ?? [];
  const host = spelling === undefined ? null : parseHost(spelling);
  const writtenPort = digits === undefined ? null : Number(digits);
  const port = writtenPort ?? defaultPort;
  if (!host || port === null || port < 1 || port > 65_535) return null;
  return { authority: { ...host, port }, writtenPort };
};

/** Names that are the device itself by definition (RFC 6761, 6.3). */
export const isLoopbackName = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost');
