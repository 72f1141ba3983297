import type { Api, TunnelFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { allowedPorts } from '../allowed-ports.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';
import { isWebTraffic } from '../socket-traffic.ts';

const tunnel = (facts: TunnelFacts, policy: Policy): Answer => {
  const { hostname, port } = facts.authority;
  const listing = (api: Api): boolean => policy.lists[api].has(hostname);
  const lists = facts.api.candidates.filter(listing);
  if (!isWebTraffic(facts) || lists.length === 0) return 'n/a';
  // Plain http is another rule's matter, and must not look like a wrong port as well.
  const usualPort = facts.scheme === 'http' || facts.scheme === 'ws' ? 80 : 443;
  const ports = lists.map((api) => allowedPorts(api, hostname, policy, usualPort));
  if (ports.includes('any')) return 'n/a';
  const allowed = [...new Set(ports.flatMap((some) => (some === 'any' ? [] : some)))];
  if (allowed.includes(port)) return 'pass';
  const expected = allowed.join(' or ');
  const message = `${hostname} may be reached at port ${expected} only, not at ${port}.`;
  return { message, expected, actual: String(port) };
};

export const portExact: Rule = {
  id: 'port-exact',
  title: 'A host is reached at the port it is listed with, or at the usual one',
  source: ['S1:19', 'S1:20', 'S3:32', 'S3:33'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'List the host with this port ({console}), or leave the port out of the URL.',
  skippable: true,
  checks: { tunnel },
};
