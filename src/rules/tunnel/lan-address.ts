import type { TunnelFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { onLan } from '../addresses.ts';
import { clientErrors } from '../client-errors.ts';
import { deviceAddress } from '../device-address.ts';
import { NO_DEVICE } from '../no-device.ts';
import type { Answer, Rule } from '../rule.ts';

const messageOf = (hostname: string, own: string, prefix: number): string => {
  if (own === NO_DEVICE) return `No device is named, so that ${hostname} is in nobody's local network.`;
  if (own === hostname) return `${hostname} is the device's own address.`;
  return `${hostname} is not in the local network of the device ${own} (/${prefix}).`;
};

const tunnel = ({ authority, device }: TunnelFacts, policy: Policy): Answer => {
  const { hostname, kind } = authority;
  if (kind === 'name') return 'n/a';
  if (onLan(authority, device, policy)) return 'pass';
  const prefix = kind === 'ipv4' ? policy.lanPrefix : 64;
  const own = deviceAddress(device);
  const whose = own === NO_DEVICE ? 'the device' : own;
  const expected = `an address in the /${prefix} of ${whose}, other than its own`;
  return { message: messageOf(hostname, own, prefix), expected, actual: hostname };
};

export const lanAddress: Rule = {
  id: 'lan-address',
  title: 'An IP address is in the device’s own subnet and not the device itself',
  source: ['S0:104', 'S1:12', 'S2:4', 'S3:95'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'Use a domain and list it ({console}); for a device on the same network check its address, and "lan.prefix" in the app file.',
  skippable: true,
  checks: { tunnel },
};
