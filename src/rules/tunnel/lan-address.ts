import type { TunnelFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { onLan } from '../addresses.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';

const tunnel = ({ authority, device }: TunnelFacts, policy: Policy): Answer => {
  const { hostname, kind } = authority;
  if (kind === 'name') return 'n/a';
  if (onLan(authority, device, policy)) return 'pass';
  const prefix = kind === 'ipv4' ? policy.lanPrefix : 64;
  const expected = `an address in the /${prefix} of ${device}, other than its own`;
  const message =
    hostname === device
      ? `${hostname} is the device's own address.`
      : `${hostname} is not in the local network of the device ${device} (/${prefix}).`;
  return { message, expected, actual: hostname };
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
