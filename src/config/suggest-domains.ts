import type { Api } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { SeenPlace } from '../model/seen-place.ts';
import { allowedPorts } from '../rules/allowed-ports.ts';
import { apiSchemes } from '../rules/api-schemes.ts';
import { apis } from '../rules/apis.ts';
import { judge } from '../rules/judge.ts';
import { toLists } from './domain-formats/domain-lists.ts';
import { parseEntry } from './parse-entry.ts';

export interface Missing {
  readonly list: Api;
  /** As the console takes it. */
  readonly entry: string;
  readonly flows: number;
  readonly sure: SeenPlace['sure'];
}

export interface Never {
  readonly list: Api;
  readonly url: string;
  readonly flows: number;
  readonly rule: string;
  readonly message: string;
  readonly fix: string;
}

export interface Suggestion {
  /** What was used and can be listed, one list an API: the app's lists, had they been written from the session. */
  readonly lists: { readonly [A in Api]: readonly string[] };
  readonly missing: readonly Missing[];
  readonly unused: readonly { readonly list: Api; readonly entry: string }[];
  readonly media: readonly { readonly host: string; readonly flows: number }[];
  readonly never: readonly Never[];
}

const usualPorts: Readonly<Record<string, number>> = { https: 443, wss: 443, http: 80, ws: 80 };

const entryOf = (scheme: string, host: string, port: number | null): string =>
  `${scheme}://${host.includes(':') ? `[${host}]` : host}${port === null ? '' : `:${port}`}`;

/** The entry that would let this be reached, with a port only where the platform asks for it. */
const wanted = ({ api, scheme, host, port }: SeenPlace, { profile }: Policy): string => {
  const isFree = profile.portInUrl.value === 'any' || (api === 'connectSocket' && profile.wssPorts.value === 'all');
  const isUsual = port === usualPorts[scheme];
  // A plain socket may go to any port of a host that is listed without one.
  const needsPort = !isUsual && !isFree && api !== 'udp' && api !== 'tcp';
  return entryOf(scheme, host, needsPort ? port : null);
};

/** The lists by which a place may be reached already. A guess may have come from any of them. */
const listedIn = ({ api, sure, scheme, host, port }: SeenPlace, policy: Policy): readonly Api[] => {
  if (scheme === 'http' || scheme === 'ws') return [];
  const lists = sure === 'unknown' ? apis : [api];
  return lists.filter((list) => {
    const isPlain = list === 'udp' || list === 'tcp';
    const ports =
      isPlain && policy.lists[list].get(host)?.ports.includes(null) ? 'any' : allowedPorts(list, host, policy);
    return ports === 'any' || ports.includes(port);
  });
};

const neverOf = (place: SeenPlace, entry: string, policy: Policy): Never | null => {
  const verdict = judge('config', parseEntry(place.api, entry, 0), policy, place.api);
  const cause = verdict.violations.find(({ effect }) => effect === 'error');
  if (!cause) return null;
  const url = entryOf(place.scheme, place.host, place.port === usualPorts[place.scheme] ? null : place.port);
  const { rule, message, fix } = cause;
  return { list: place.api, url, flows: place.flows, rule, message, fix };
};

/** Entries that no place needed. */
const unusedOf = (policy: Policy, used: ReadonlySet<string>): Suggestion['unused'] =>
  apis.flatMap((list) =>
    [...policy.lists[list].values()].flatMap(({ hostname, ports }) =>
      ports
        .filter((port) => !used.has(`${list} ${hostname} ${port}`))
        .map((port) => ({ list, entry: entryOf(apiSchemes[list], hostname, port) })),
    ),
  );

/** The entry of a list that lets a port be reached: its own, else the one without. */
const listedPort = (list: Api, { host, port }: SeenPlace, policy: Policy): number | null =>
  policy.lists[list].get(host)?.ports.includes(port) ? port : null;

/** What a session says of an app's domain lists. Pure. */
export const suggestDomains = (places: readonly SeenPlace[], policy: Policy): Suggestion => {
  const used = new Set<string>();
  const found = {
    missing: new Map<string, Missing>(),
    never: new Map<string, Never>(),
    media: new Map<string, number>(),
  };
  const own = new Map<string, { readonly list: Api; readonly entry: string }>();
  const take = (place: SeenPlace): void => {
    const lists = listedIn(place, policy);
    for (const list of lists) {
      const port = listedPort(list, place, policy);
      used.add(`${list} ${place.host} ${port}`);
      const entry = entryOf(apiSchemes[list], place.host, port);
      own.set(`${list} ${entry}`, { list, entry });
    }
    if (lists.length > 0 || policy.media.has(place.host)) return;
    const entry = wanted(place, policy);
    const never = neverOf(place, entry, policy);
    if (never) found.never.set(`${never.list} ${never.url}`, never);
    else if (isMedia(place, places)) found.media.set(place.host, (found.media.get(place.host) ?? 0) + place.flows);
    else found.missing.set(`${place.api} ${entry}`, added(found.missing.get(`${place.api} ${entry}`), place, entry));
  };
  for (const place of places) take(place);
  const missing = [...found.missing.values()];
  const all = [...own.values(), ...missing];
  const { webview: _, ...lists } = toLists(all.map(({ list, entry }) => ({ list, value: entry })));
  return {
    lists,
    missing,
    unused: unusedOf(policy, used),
    media: [...found.media].map(([host, flows]) => ({ host, flows })),
    never: [...found.never.values()],
  };
};

const added = (before: Missing | undefined, { api, flows, sure }: SeenPlace, entry: string): Missing => ({
  list: api,
  entry,
  flows: flows + (before?.flows ?? 0),
  sure: before && before.sure !== 'unknown' ? before.sure : sure,
});

const isMedia = ({ host, scheme }: SeenPlace, places: readonly SeenPlace[]): boolean =>
  scheme === 'https' && places.every((place) => place.host !== host || place.mediaOnly);
