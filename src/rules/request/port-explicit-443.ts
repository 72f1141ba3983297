import type { RequestFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { allowedPorts } from '../allowed-ports.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';

/** A client that wrote no port shows nothing of the URL in the code: that is no pass. */
const request = ({ authority: { hostname }, api, writtenPort }: RequestFacts, policy: Policy): Answer => {
  if (writtenPort !== 443) return 'n/a';
  const lists = api.candidates.filter((candidate) => policy.lists[candidate].has(hostname));
  const isFree = lists.some((list) => allowedPorts(list, hostname, policy) === 'any');
  if (lists.length === 0 || isFree) return 'n/a';
  if (lists.some((list) => policy.lists[list].get(hostname)?.ports.includes(443))) return 'pass';
  return {
    message: `${hostname} is listed without a port, so the URL may not name one, not even :443.`,
    expected: hostname,
    actual: `${hostname}:443`,
  };
};

export const portExplicit443: Rule = {
  id: 'port-explicit-443',
  title: 'A host listed without a port is called without a port, even 443',
  source: ['S1:20', 'S3:33'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'Leave ":443" out of the URL, or list the host with it ({console}).',
  skippable: true,
  checks: { request },
};
