import type { UpstreamProxy } from '../../model/upstream-proxy.ts';

/** The header line with the login (RFC 7617); empty: there is none. */
export const basicLogin = (login: UpstreamProxy['login']): string =>
  login ? `Proxy-Authorization: Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}\r\n` : '';
