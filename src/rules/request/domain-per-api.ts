import type { RequestFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import { isListed, namesOf } from '../listed.ts';
import type { Answer, Rule } from '../rule.ts';

/** What a page loads by itself, an image or a video, comes as a GET and is no call of an API. */
const mayBePageMedia = ({ api, method }: RequestFacts): boolean =>
  api.sure !== 'certain' && api.candidates.includes('downloadFile') && (method === 'GET' || method === 'HEAD');

const request = (facts: RequestFacts, policy: Policy): Answer => {
  const { kind, hostname } = facts.authority;
  const { candidates, sure } = facts.api;
  if (kind !== 'name') return 'n/a';
  if (isListed(hostname, candidates, policy)) return 'pass';
  const isMedia = policy.media.has(hostname);
  if (isMedia && mayBePageMedia(facts)) return 'pass';
  const lists = candidates.join(' or ');
  const unsure = sure === 'unknown' ? '; its headers do not tell which API it comes from' : '';
  const media = isMedia ? '; it is in "media", which is for what pages show and not for calls' : '';
  return {
    message: `${hostname} is not in the ${lists} domain list of ${policy.appid}${media}${unsure}.`,
    expected: namesOf(candidates, policy),
    actual: hostname,
  };
};

export const domainPerApi: Rule = {
  id: 'domain-per-api',
  title: 'Each API reaches the hosts of its own list only',
  source: ['S0:103', 'S1:11', 'S2:4', 'S3:18'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'Add the host to the list of this API too ({console}); test code may name the API with the header "x-mpgate-api".',
  skippable: true,
  checks: { request },
};
