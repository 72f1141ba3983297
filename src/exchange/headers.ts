import type { HeaderEdits } from '../model/verdict.ts';

/** Headers of one connection only (RFC 9110, 7.6.1), lower-case. */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-authentication-info',
  'transfer-encoding',
  'te',
  'upgrade',
]);

/** What nearly all of them say. */
const USUAL_CONNECTION = /^(?:keep-alive|close)$/i;

/** The names that a Connection header adds to the hop-by-hop ones; null: none but the usual. */
export const connectionTokens = (value: string): ReadonlySet<string> | null => {
  if (USUAL_CONNECTION.test(value)) return null;
  const tokens = value
    .toLowerCase()
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '' && token !== 'close' && !HOP_BY_HOP.has(token));
  return tokens.length === 0 ? null : new Set(tokens);
};

/** An answer's headers without the hop-by-hop ones; case, order and duplicates stay. Names and values alternate. */
export const endToEnd = (raw: readonly string[]): string[] => {
  const kept: string[] = [];
  let named: ReadonlySet<string> | null = null;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? '';
    const value = raw[i + 1] ?? '';
    const lower = name.toLowerCase();
    if (lower === 'connection') named = connectionTokens(value) ?? named;
    else if (!HOP_BY_HOP.has(lower)) kept.push(name, value);
  }
  return named ? without(kept, named) : kept;
};

/** What routes, frames or authorises a request must not come behind it (RFC 9110, 6.5.1); lower-case. */
const NO_TRAILER: ReadonlySet<string> = new Set([
  'content-length',
  'host',
  'authorization',
  'cookie',
  'referer',
  'trailer',
]);

/** A request's trailers that go on to its server. Names and values alternate. */
export const requestTrailers = (raw: readonly string[]): readonly string[] =>
  raw.length === 0 ? raw : without(endToEnd(raw), NO_TRAILER);

/** Drops headers by lower-case name. */
export const without = (headers: readonly string[], names: ReadonlySet<string>): string[] => {
  const kept: string[] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = headers[i] ?? '';
    if (!names.has(name.toLowerCase())) kept.push(name, headers[i + 1] ?? '');
  }
  return kept;
};

/** Sets headers: the first of that name is replaced in its place, further ones go, a new one comes last. */
export const edited = (headers: readonly string[], { set }: HeaderEdits): string[] =>
  set.reduce<string[]>(withHeader, [...headers]);

const withHeader = (headers: readonly string[], [name, value]: readonly [string, string]): string[] => {
  const result: string[] = [];
  const wanted = name.toLowerCase();
  let isDone = false;
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const other = headers[i] ?? '';
    if (other.length !== wanted.length || other.toLowerCase() !== wanted) result.push(other, headers[i + 1] ?? '');
    else if (!isDone) {
      isDone = true;
      result.push(other, value);
    }
  }
  if (!isDone) result.push(name, value);
  return result;
};
