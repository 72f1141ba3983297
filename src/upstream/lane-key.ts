import type { Order } from './connect.ts';

/** Connections are shared only by requests that would be judged alike. */
export const laneKey = ({ policy, secure, readable, authority, device, pinVerified }: Order): string => {
  const judgedForDevice =
    authority.kind !== 'name' || (policy.platform === 'ios' && policy.pins.has(authority.hostname));
  const owner = judgedForDevice ? `${device} ${pinVerified}` : '';
  return `${policy.id} ${secure} ${readable} ${authority.hostname} ${authority.port} ${owner}`;
};
