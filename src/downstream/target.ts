import type { Authority, Scheme } from '../model/facts.ts';
import { parseAuthority } from '../rules/hosts.ts';
import type { Way } from './way.ts';

/** Where one request is to go. */
export interface Target {
  readonly authority: Authority;
  readonly scheme: Scheme;
  readonly path: string;
  /** The port written in the URL or Host header; null: none. */
  readonly writtenPort: number | null;
}

const ABSOLUTE = /^(https?|wss?):\/\/([^/?#]*)([^#]*)/i;
const USUAL_PORT: Readonly<Record<string, number>> = { http: 80, ws: 80, https: 443, wss: 443 };

/**
 * The authority comes from the tunnel, or else from the absolute URL; a Host header never routes. null: a target that
 * no client has reason to send.
 */
export const targetOf = (url: string, way: Way, isSocket: boolean, hostPort: number | null): Target | null => {
  if (!way.authority) return absoluteTarget(url, isSocket, hostPort);
  const { authority } = way;
  const scheme = schemeOf(way.secure, isSocket);
  if (url.startsWith('/') || url === '*') return { authority, scheme, path: url, writtenPort: hostPort };
  const inner = absoluteTarget(url, isSocket, hostPort);
  if (!inner || inner.scheme !== scheme || !same(inner.authority, authority)) return null;
  return { authority, scheme, path: inner.path, writtenPort: inner.writtenPort };
};

const absoluteTarget = (url: string, isSocket: boolean, hostPort: number | null) => {
  const [whole, written = '', rawAuthority = '', rest = ''] = ABSOLUTE.exec(url) ?? [];
  if (whole === undefined) return null;
  const protocol = written.toLowerCase();
  const parsed = parseAuthority(rawAuthority, USUAL_PORT[protocol] ?? null);
  if (!parsed) return null;
  const scheme = schemeOf(protocol === 'https' || protocol === 'wss', isSocket);
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  // A Host header that leads elsewhere is what a rule has to see, for the server gets it.
  const isElsewhere = hostPort !== null && hostPort !== parsed.authority.port;
  const writtenPort = isElsewhere ? hostPort : (parsed.writtenPort ?? hostPort);
  return { authority: parsed.authority, scheme, path, writtenPort };
};

const schemeOf = (secure: boolean, isSocket: boolean): Scheme => {
  if (isSocket) return secure ? 'wss' : 'ws';
  return secure ? 'https' : 'http';
};

const same = (a: Authority, b: Authority): boolean => a.hostname === b.hostname && a.port === b.port;
