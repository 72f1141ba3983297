import type { EntryFacts, TunnelFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import { isListed, listsFor } from '../listed.ts';
import type { Answer, Rule } from '../rule.ts';
import { isWebTraffic } from '../socket-traffic.ts';

const config = ({ value, rawHost }: EntryFacts): Answer =>
  rawHost.includes('*') || rawHost.startsWith('.')
    ? { message: `"${value}" stands for subdomains; each host must be listed by its own name.`, actual: rawHost }
    : 'pass';

const parentsOf = (hostname: string): readonly string[] => {
  const labels = hostname.split('.');
  return labels.slice(1).map((_, place) => labels.slice(place + 1).join('.'));
};

const tunnel = (facts: TunnelFacts, policy: Policy): Answer => {
  const { kind, hostname } = facts.authority;
  if (kind !== 'name' || !isWebTraffic(facts)) return 'n/a';
  const lists = listsFor(facts.scheme);
  if (isListed(hostname, lists, policy) || policy.media.has(hostname)) return 'pass';
  const parent = parentsOf(hostname).find((name) => isListed(name, lists, policy));
  if (parent === undefined) return 'pass';
  return { message: `${parent} is listed, which does not stand for ${hostname}.`, expected: parent, actual: hostname };
};

export const noParentDomain: Rule = {
  id: 'no-parent-domain',
  title: 'A listed domain does not stand for its subdomains',
  source: ['S0:113', 'S1:11', 'S2:13', 'S3:18'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'List every subdomain by its full name ({console}).',
  skippable: true,
  checks: { config, tunnel },
};
