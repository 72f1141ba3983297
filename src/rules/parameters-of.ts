import type { ParameterFacts } from '../model/facts.ts';

/** Names of what the platforms call AppSecret. */
const SECRET = /(?:^|[&;])((?:app)?[-_]?secret)(?=[=&;]|$)/gi;

/**
 * What encodeURIComponent never leaves and a URL parser would encode: white space, quotes, angle brackets, `#`, bytes above
 * ASCII, and a `%` that encodes nothing.
 */
const UNENCODED = /[^\x21\x24-\x3b\x3d\x3f-\x7e]|%(?![0-9a-f]{2})/i;

/** Reads a query, without its `?`, or the body of a form. Knows names only; no value gets into the facts. */
export const parametersOf = (text: string): ParameterFacts => {
  const unencoded = UNENCODED.exec(text)?.[0] ?? null;
  const secrets = [...plain(text).matchAll(SECRET)].map(([, name = '']) => name);
  return { unencoded, secrets };
};

/** With the letters, `-` and `_` that were percent-encoded: `%73ecret` is `secret` to a server. */
const plain = (text: string): string =>
  text.includes('%')
    ? text.replace(/%(2d|[4-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
