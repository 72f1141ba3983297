import type { Host } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import { leakOf } from '../leak-of.ts';
import type { Answer, Rule } from '../rule.ts';

const check = (host: Host | null, { profile }: Policy): Answer => {
  const forbidden = profile.forbiddenDomains.value;
  if (!host || forbidden.length === 0) return 'n/a';
  if (!forbidden.includes(host.hostname)) return 'pass';
  return { message: `${host.hostname} must not be called from a mini program.`, actual: host.hostname };
};

export const forbiddenDomain: Rule = {
  id: 'forbidden-domain',
  title: 'The platform’s own server API is not called from the client, and no secret of the app is sent from there',
  source: ['S3:35'],
  effect: 'error',
  ...clientErrors.domain,
  fix: 'Keep the AppSecret on your server, and let your server call this API.',
  skippable: true,
  checks: {
    config: ({ host }, policy) => check(host, policy),
    tunnel: ({ authority }, policy) => check(authority, policy),
    request: ({ query }) => leakOf(query?.secrets ?? [], 'query'),
    body: (facts) => (facts.kind === 'unread' ? { notCheckable: facts.reason } : leakOf(facts.secrets, 'body')),
  },
};
