import ipaddr from 'ipaddr.js';
import type { Policy } from '../model/policy.ts';
import { isLoopback, onLan } from '../rules/addresses.ts';
import { parseHost } from '../rules/hosts.ts';
import type { Step } from './step.ts';
import type { Told } from './texts/texts.ts';
import type { Visit } from './visit.ts';

type Ends = Pick<Visit, 'device' | 'reached'>;

/** How the rule `lan-address` sees this device: what it may reach, and whether its address can be a phone's own. */
export const lanStep = ({ device, reached }: Ends, policy: Policy | null, told: Told['lan']): Step => {
  if (policy === null) return { ok: false, text: told.noApp };
  const state = stateOf({ device, reached }, policy);
  const text = told[state]
    .replace('{device}', device)
    .replace('{gate}', reached.address)
    .replace('{network}', networkOf(device, policy));
  return { ok: state === 'ok', text };
};

const stateOf = ({ device, reached }: Ends, policy: Policy): 'ok' | 'same' | 'elsewhere' => {
  const own = parseHost(device);
  const gate = parseHost(reached.address);
  if (!own || !gate || isLoopback(own) || own.hostname === gate.hostname) return 'same';
  return onLan(gate, device, policy) ? 'ok' : 'elsewhere';
};

/** `192.168.1.0/24` */
const networkOf = (device: string, policy: Policy): string => {
  const own = parseHost(device);
  if (!own) return '';
  const prefix = own.kind === 'ipv4' ? policy.lanPrefix : 64;
  const cidr = `${own.hostname}/${prefix}`;
  const network =
    own.kind === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${network}/${prefix}`;
};
