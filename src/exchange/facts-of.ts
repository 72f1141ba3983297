import type { RequestFacts, TunnelFacts } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import { queryOf } from '../rules/query-of.ts';
import { namedByReferer } from './apps.ts';
import type { Beginning } from './flow.ts';
import type { Inbound } from './inbound.ts';
import { mediaType } from './media-type.ts';

export const tunnelFacts = ({ inlet, authority, scheme, head }: Inbound): TunnelFacts => ({
  authority,
  device: inlet.device,
  scheme,
  api: head.api,
  sni: inlet.sni,
});

export const requestFacts = ({
  request,
  inlet,
  authority,
  scheme,
  path,
  writtenPort,
  head,
}: Inbound): RequestFacts => ({
  authority,
  device: inlet.device,
  scheme,
  api: head.api,
  method: request.method ?? '',
  hosts: head.hosts,
  writtenPort,
  referer: head.referer,
  contentType: mediaType(head.contentType),
  query: queryOf(path),
});

export const beginning = (inbound: Inbound, policy: Policy): Beginning => {
  const { request, inlet, authority, scheme, path, head } = inbound;
  return {
    kind: head.upgrade ? 'socket' : 'request',
    device: inlet.device,
    appid: policy.appid,
    profile: policy.profile.name,
    version: namedByReferer(head.referer)?.version ?? policy.version,
    method: request.method ?? '',
    url: `${scheme}://${hostText(inbound)}${path}`,
    host: authority.hostname,
    port: authority.port,
    api: head.api.candidates[0],
    sure: head.api.sure,
  };
};

const USUAL_PORT = { https: 443, wss: 443, http: 80, ws: 80, udp: 0, tcp: 0 } as const;

/** With the port where it is not the usual one, or where the client wrote it: some platforms take no `:443`. */
const hostText = ({ authority: { kind, hostname, port }, scheme, writtenPort }: Inbound): string => {
  const host = kind === 'ipv6' ? `[${hostname}]` : hostname;
  return port === USUAL_PORT[scheme] && writtenPort === null ? host : `${host}:${port}`;
};
