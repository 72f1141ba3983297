import type { TunnelFacts } from '../model/facts.ts';
import type { Policy, Profile } from '../model/policy.ts';
import { onLan } from './addresses.ts';
import { namesOf } from './listed.ts';
import { NO_DEVICE } from './no-device.ts';
import type { Answer } from './rule.ts';

/** Whether a plain socket may go where it wants to. A domain listed without a port may be reached at all of them. */
export const judgeDestination = (
  api: 'udp' | 'tcp',
  allowed: Profile['udp']['value'],
  { authority, device }: TunnelFacts,
  policy: Policy,
): Answer => {
  const { hostname, port } = authority;
  if (allowed === 'none') return { message: `The platform has no ${api} sockets (${hostname}:${port}).` };
  if (onLan(authority, device, policy)) return 'pass';
  const actual = `${hostname}:${port}`;
  if (allowed === 'lan') {
    const whose = device === NO_DEVICE ? 'of a device that is named' : `of the device ${device}`;
    const message = `${actual} is not in the local network ${whose}; ${api} sockets go nowhere else.`;
    return { message, expected: 'another device of the local network', actual };
  }
  const ports = policy.lists[api].get(hostname)?.ports ?? [];
  if (ports.includes(null) || ports.includes(port)) return 'pass';
  const listed = ports.map((one) => `${hostname}:${one}`).join(', ') || namesOf([api], policy);
  return { message: `${actual} is not in the ${api} domain list of ${policy.appid}.`, expected: listed, actual };
};
