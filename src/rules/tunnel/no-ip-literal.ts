import type { EntryFacts, TunnelFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { onLan } from '../addresses.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';

const config = ({ host, rawHost }: EntryFacts): Answer => {
  if (!host) return 'n/a';
  if (host.kind === 'name') return 'pass';
  return { message: `${rawHost} is an IP address (${host.hostname}), not a domain.`, actual: rawHost };
};

const tunnel = ({ authority, device }: TunnelFacts, policy: Policy): Answer => {
  if (authority.kind === 'name') return 'pass';
  if (onLan(authority, device, policy)) return 'n/a';
  return { message: `${authority.hostname} is an IP address, not a domain.`, actual: authority.hostname };
};

export const noIpLiteral: Rule = {
  id: 'no-ip-literal',
  title: 'A domain is a name, not an IP address in any spelling',
  source: ['S0:110', 'S1:18', 'S2:7', 'S3:31'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'Give the server a domain name and list that ({console}).',
  skippable: true,
  checks: { config, tunnel },
};
