import type { Order } from './connect.ts';

/** Connections are shared only by requests that would be judged alike. */
export const laneKey = ({ policy, secure, authority, device, pinVerified }: Order): string => {
  const judgedForDevice =
    authority.kind !== 'name' || (policy.platform === 'ios' && policy.pins.has(authority.hostname));
  const owner = judgedForDevice ? `${device} ${pinVerified}` : '';
  return `${policy.id} ${secure} ${authority.hostname} ${authority.port} ${owner}`;
};

/**
 * Always http: TLS is ended before undici sees the socket, and with https it would close the connection whenever the
 * Host header is spelt otherwise than before.
 */
export const originOf = ({ authority: { kind, hostname, port } }: Order): string =>
  `http://${kind === 'ipv6' ? `[${hostname}]` : hostname}:${port}`;
