import type { EntryFacts, TunnelFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import { isListed, listsFor, namesOf } from '../listed.ts';
import type { Answer, Rule } from '../rule.ts';
import { isWebTraffic } from '../socket-traffic.ts';

const config = ({ list, value, rawHost, host, port, surplus }: EntryFacts): Answer => {
  // Entries that stand for subdomains have a rule of their own.
  if (rawHost.includes('*') || rawHost.startsWith('.')) return 'n/a';
  if (host && !surplus && port !== 0) return 'pass';
  const expected = 'a scheme and a host, such as https://api.shop.test';
  return { message: `"${value}" in the ${list} list is more or less than scheme and host.`, expected, actual: value };
};

const tunnel = (facts: TunnelFacts, policy: Policy): Answer => {
  const { kind, hostname } = facts.authority;
  if (kind !== 'name' || !isWebTraffic(facts)) return 'n/a';
  const lists = listsFor(facts.scheme);
  if (isListed(hostname, lists, policy) || policy.media.has(hostname)) return 'pass';
  const [api, ...others] = facts.api.candidates;
  const where = others.length === 0 ? `not in the ${api} domain list` : 'in no domain list';
  return {
    message: `${hostname} is ${where} of ${policy.appid}`,
    expected: namesOf(others.length === 0 ? [api] : lists, policy),
    actual: hostname,
  };
};

export const domainAllowlist: Rule = {
  id: 'domain-allowlist',
  title: 'Only hosts of the domain lists are reached',
  source: ['S0:103', 'S1:11', 'S2:4', 'S3:18'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'Add the host to the list of the API that calls it ({console}) and to "domains" of the app file; a host of images, audio or video that pages show goes into "media" of the app file instead.',
  skippable: true,
  checks: { config, tunnel },
};
