import type { Api, Authority, Scheme } from '../model/facts.ts';
import { parseHost } from './hosts.ts';

/** A URL as a mini program's code has it. */
export interface Query {
  readonly scheme: Scheme;
  readonly authority: Authority;
  /** The port as it stands there, also where the URL standard drops it; null: none does. */
  readonly writtenPort: number | null;
  /** The API that speaks this scheme, if there is one only. */
  readonly impliedApi: Api | null;
}

const USUAL: { readonly [S in Scheme]: { readonly port: number | null; readonly api: Api | null } } = {
  https: { port: 443, api: null },
  http: { port: 80, api: null },
  wss: { port: 443, api: 'connectSocket' },
  ws: { port: 80, api: 'connectSocket' },
  udp: { port: null, api: 'udp' },
  tcp: { port: null, api: 'tcp' },
};

const isScheme = (text: string): text is Scheme => Object.hasOwn(USUAL, text);

/** null: no URL that one of the APIs could be called with. A UDP or TCP socket needs a port. */
export const parseQuery = (url: string): Query | null => {
  // What the URL standard takes out before it reads anything.
  const text = url.trim().replace(/[\t\n\r]/g, '');
  const [, written = '', rest = ''] = /^([a-z]+):\/\/[/\\]*(.*)$/is.exec(text) ?? [];
  const scheme = written.toLowerCase();
  if (!isScheme(scheme) || !URL.canParse(`http://${rest}`)) return null;
  const host = parseHost(new URL(`http://${rest}`).hostname);
  const writtenPort = portOf(rest);
  const port = writtenPort ?? USUAL[scheme].port;
  if (!host || port === null || port < 1) return null;
  return { scheme, authority: { ...host, port }, writtenPort, impliedApi: USUAL[scheme].api };
};

/** The URL standard has said already that the port is a number of 16 bits. */
const portOf = (rest: string): number | null => {
  const [authority = ''] = rest.split(/[/?#\\]/, 1);
  const digits = /:(\d+)$/.exec(authority.slice(authority.lastIndexOf('@') + 1))?.[1];
  return digits === undefined ? null : Number(digits);
};
