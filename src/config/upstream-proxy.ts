import type { UpstreamProxy } from '../model/upstream-proxy.ts';
import { parseAuthority } from '../rules/hosts.ts';

const PROXY_URL = /^(http|https|socks5):\/\/(?:([^@/:]*)(?::([^@/]*))?@)?([^@/]+)\/?$/;
/** A field of RFC 1929 is of 1 to 255 bytes, and the names of Basic have no colon (RFC 7617). */
const LONGEST_FIELD = 255;

/** null: no URL of a proxy, with its port. In the login, signs that a URL gives a meaning are %-encoded. */
export const parseUpstreamProxy = (text: string): UpstreamProxy | null => {
  const [, written = '', user, password = '', place = ''] = PROXY_URL.exec(text) ?? [];
  const scheme = SCHEMES.find((one) => one === written);
  const authority = parseAuthority(place, null)?.authority;
  const login = user === undefined ? null : loginOf(user, password);
  if (!scheme || !authority || login === undefined) return null;
  return { scheme, authority, login, shown: `${scheme}://${login ? '***@' : ''}${place}` };
};

/** For people: without the login. null: there is no proxy. */
export const shownProxy = (text: string | null): string | null =>
  text === null ? null : (parseUpstreamProxy(text)?.shown ?? '(not shown)');

const SCHEMES = ['http', 'https', 'socks5'] as const;

/** undefined: it cannot be sent. */
const loginOf = (user: string, password: string): UpstreamProxy['login'] | undefined => {
  try {
    const login = { user: decodeURIComponent(user), password: decodeURIComponent(password) };
    return isField(login.user) && isField(login.password) && !login.user.includes(':') ? login : undefined;
  } catch {
    return undefined;
  }
};

const isField = (text: string): boolean => text !== '' && Buffer.byteLength(text) <= LONGEST_FIELD;
