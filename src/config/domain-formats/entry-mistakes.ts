import type { Problem } from '../../errors.ts';
import type { Api } from '../../model/facts.ts';
import { apiSchemes } from '../../rules/api-schemes.ts';
import { parseEntry } from '../parse-entry.ts';
import { dotted } from '../path.ts';
import type { Entry, ListName } from './domain-lists.ts';

const schemes: { readonly [L in ListName]: string } = { ...apiSchemes, webview: 'https' };

/** A web-view's pages are listed as the hosts of requests are. */
const apiOf = (list: ListName): Api => (list === 'webview' ? 'request' : list);

/** Taken apart as the rules see it. */
const parsed = ({ list, value }: Entry) => parseEntry(apiOf(list), value, 0);

type Check = (entry: Entry) => string | null;

/** Several hosts pasted into one string. */
const joined: Check = ({ value }) => {
  const parts = value.split(/[\s;,]+/).filter((part) => part !== '');
  if (parts.length < 2) return null;
  const by = /[\r\n]/.test(value) ? 'joined by line breaks' : 'in one entry';
  return `${parts.length} hosts are ${by} (${parts.slice(0, 2).join(', ')} …); give each an entry of its own`;
};

const twoSchemes: Check = ({ list, value }) => {
  const rest = /^\s*[a-z][a-z0-9+.-]*:\/*(?:[a-z][a-z0-9+.-]*:\/\/+)+(.*?)\s*$/i.exec(value)?.[1];
  if (rest === undefined) return null;
  return `"${value}" has two schemes; write "${schemes[list]}://${rest.replace(/[/?#].*$/s, '')}"`;
};

const surplus: Check = (entry) => {
  const { surplus: isMore, host, scheme, port } = parsed(entry);
  if (!isMore || !host) return null;
  const name = host.kind === 'ipv6' ? `[${host.hostname}]` : host.hostname;
  const clean = `${scheme === null ? '' : `${scheme}://`}${name}${port === null ? '' : `:${port}`}`;
  return `"${entry.value}" has more than scheme and host (a path, a query, a user name or white space); write "${clean}"`;
};

/** No rule is asked of a web-view's pages. */
const webview: Check = (entry) => {
  if (entry.list !== 'webview') return null;
  const { scheme, host } = parsed(entry);
  if (scheme === 'https' && host?.kind === 'name') return null;
  return `"${entry.value}" is no page's host; write "https://" and a name`;
};

const checks: readonly Check[] = [joined, twoSchemes, surplus, webview];

/** One spelling for all that mean the same; what is no host stays as it is. */
export const canonicalEntry = (entry: Pick<Entry, 'list' | 'value'>): string => {
  const { scheme, host, port, surplus: isMore } = parseEntry(apiOf(entry.list), entry.value, 0);
  if (!host || isMore) return entry.value;
  return `${scheme ?? schemes[entry.list]}://${host.hostname}${port === null ? '' : `:${port}`}`;
};

/** Slips that no console takes, whatever the platform: each is told once, with the way out. */
export const entryMistakes = (entries: readonly Entry[]): ReadonlyMap<Entry, Problem> => {
  const seen = new Map<string, Entry>();
  const found = new Map<Entry, Problem>();
  for (const entry of entries) {
    const key = `${entry.list} ${canonicalEntry(entry)}`;
    const first = seen.get(key);
    seen.set(key, first ?? entry);
    const message = checks.reduce<string | null>((said, check) => said ?? check(entry), null) ?? twice(entry, first);
    if (message !== null) found.set(entry, { ...entry.place, path: dotted(entry.path), rule: null, message });
  }
  return found;
};

const twice = ({ list, value }: Entry, first: Entry | undefined): string | null =>
  first
    ? `"${value}" stands twice in the ${list} list, first in line ${first.place.line}, column ${first.place.column}; keep one`
    : null;
