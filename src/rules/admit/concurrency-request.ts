import type { AdmitFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import { slotsAtOnce } from '../limits.ts';
import type { Answer, Rule } from '../rule.ts';

/** Waiting in line is a pass: clients since base library 1.4.0 do it. */
const admit = ({ kind, running, waiting, room }: AdmitFacts, policy: Policy): Answer => {
  const most = slotsAtOnce('request', policy);
  if (kind !== 'request' || most === Number.POSITIVE_INFINITY) return 'n/a';
  if (running < most || (policy.overflow === 'queue' && room)) return 'pass';
  const queue = policy.overflow === 'queue' ? `, ${waiting} are waiting, and the line is full` : '';
  return {
    message: `${running} requests, uploads and downloads of ${policy.appid} are running${queue}.`,
    expected: `${most} at most`,
    actual: String(running + 1),
  };
};

export const concurrencyRequest: Rule = {
  id: 'concurrency-request',
  title: 'Requests, uploads and downloads together keep to the limit of the client',
  source: ['S0:126', 'S1:33', 'S3:48'],
  effect: 'error',
  ...clientErrors.tooManyRequests,
  fix: 'Send fewer requests at once, or let them wait in the code; "concurrency.overflow": "queue" lets the gate line them up as new clients do.',
  skippable: false,
  checks: { admit },
};
