import type { Api, EntryFacts, Host } from '../model/facts.ts';
import { parseHost } from '../rules/hosts.ts';

/** Takes one entry of a domain list apart, without a verdict. Pure. */
export const parseEntry = (list: Api, value: string, index: number): EntryFacts => {
  const [, scheme = null, rest = ''] = /^\s*(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(value) ?? [];
  const [authority = ''] = rest.split(/[/?#\\]/, 1);
  const place = authority.slice(authority.lastIndexOf('@') + 1);
  const [, bracketed, bare = '', colon, digits = ''] = /^(?:\[([^\]]*)\]|(.*?))(?:(:)(\d*))?$/s.exec(place) ?? [];
  const port = digits === '' ? null : Number(digits);
  const spelt = bracketed === undefined ? bare : `[${bracketed}]`;
  return {
    list,
    value,
    scheme: scheme?.toLowerCase() ?? null,
    rawHost: (bracketed ?? bare).toLowerCase(),
    host: hostOf(spelt, port),
    port,
    surplus: place !== rest || /\s/.test(value) || (colon !== undefined && digits === ''),
    index,
  };
};

/** A port that no URL parser takes spoils the host too. */
const hostOf = (spelt: string, port: number | null): Host | null =>
  port !== null && port > 65_535 ? null : parseHost(spelt);
