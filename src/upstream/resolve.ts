import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Authority } from '../model/facts.ts';

/** An address to dial. `mapped`: the operator's `resolve` names it. */
export interface Target {
  readonly address: string;
  readonly port: number;
  readonly mapped: boolean;
}

/** Addresses for an authority, in the order to try. Rejects with the system's code (`ENOTFOUND`). */
export type Resolve = (authority: Authority) => Promise<readonly [Target, ...Target[]]>;

/**
 * Name look-up with the operator's mappings before DNS, as `curl --connect-to`: keys are `host:port`, `host`,
 * `*.host:port` or `*.host`, the most exact first; values are `address`, `address:port` or `[v6]:port`.
 */
export const createResolve = (mappings: Readonly<Record<string, string>>): Resolve => {
  const mappingOf = createMappingOf(mappings);
  return async (authority) => {
    const mapping = mappingOf(authority);
    const { host, port } = mapping === undefined ? { host: authority.hostname, port: null } : split(mapping);
    const place = { port: port ?? authority.port, mapped: mapping !== undefined };
    if (isIP(host)) return [{ address: host, ...place }];
    const [first, ...rest] = await lookup(host, { all: true, verbatim: true });
    if (!first) throw Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' });
    return [{ address: first.address, ...place }, ...rest.map(({ address }) => ({ address, ...place }))];
  };
};

/** The value that maps an authority; undefined: none does. */
export const createMappingOf = (
  mappings: Readonly<Record<string, string>>,
): ((authority: Authority) => string | undefined) => {
  const table = new Map(Object.entries(mappings).map(([from, to]) => [from.toLowerCase(), to]));
  return (authority) => find(table, authority);
};

const find = (table: ReadonlyMap<string, string>, { hostname, port }: Authority): string | undefined => {
  const exact = table.get(`${hostname}:${port}`) ?? table.get(hostname);
  if (exact !== undefined || table.size === 0) return exact;
  for (let dot = hostname.indexOf('.'); dot >= 0; dot = hostname.indexOf('.', dot + 1)) {
    const parent = `*${hostname.slice(dot)}`;
    const wild = table.get(`${parent}:${port}`) ?? table.get(parent);
    if (wild !== undefined) return wild;
  }
  return undefined;
};

const split = (value: string): { host: string; port: number | null } => {
  const [, v6, name, port] = /^(?:\[([^\]]+)\]|([^:]+|[^[]*:[^[]*:[^[]*?))(?::(\d+))?$/.exec(value) ?? [];
  return { host: v6 ?? name ?? value, port: port === undefined ? null : Number(port) };
};
