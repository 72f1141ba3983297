import { parseQuery, type Query } from '../rules/parse-query.ts';
import type { Literal } from './literal.ts';

const URL_HEAD = /^\s*((?:https?|wss?):\/\/)([^/?#\\\s]*)/i;

/** Hosts of XML namespaces and schemas, and of paths that the DevTools give to local files: names that nobody calls. */
const NAMES_ONLY: ReadonlySet<string> = new Set([
  'www.w3.org',
  'schemas.xmlsoap.org',
  'schemas.microsoft.com',
  'schemas.openxmlformats.org',
  'schemas.android.com',
  'json-schema.org',
  'json.schemastore.org',
  'www.sitemaps.org',
  'ns.adobe.com',
  'xmlns.com',
  'purl.org',
  'tmp',
  'usr',
  'store',
]);

/** A URL of a source. */
export interface SourceUrl extends Query {
  /** Whether the port, written or not, is all there: it may be put in at run time. */
  readonly isPortKnown: boolean;
}

/**
 * The URL that a literal begins with: prose that mentions one is not called. null: none, the name of a schema, or a host
 * that is built at run time.
 */
export const findUrl = ({ text, rest }: Literal): SourceUrl | null => {
  const [head = '', scheme = '', authority = ''] = URL_HEAD.exec(text) ?? [];
  if (authority === '') return null;
  const known = rest !== null && head.length === text.length ? knownPart(authority, rest) : authority;
  const query = known === null ? null : parseQuery(`${scheme}${known}`);
  if (!query || NAMES_ONLY.has(query.authority.hostname)) return null;
  return { ...query, isPortKnown: known === authority };
};

/** Of an authority that goes on at run time, what is certain: `localhost:` and a port, or a whole host before a path. */
const knownPart = (authority: string, rest: string): string | null => {
  const [, host = '', port] = /^([^@:[\]]+|\[[^\]]*\])(:\d*)?$/.exec(authority) ?? [];
  if (host === '') return null;
  if (port !== undefined) return /^(?:$|[\d/?#])/.test(rest) ? host : null;
  const isWhole = /^localhost$|^\[|\..*[^.-]$/i.test(host);
  return isWhole && /^(?:$|[/?#])/.test(rest) ? host : null;
};
