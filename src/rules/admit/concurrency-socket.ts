import { clientErrors } from '../client-errors.ts';
import { slotsAtOnce } from '../limits.ts';
import type { Rule } from '../rule.ts';

export const concurrencySocket: Rule = {
  id: 'concurrency-socket',
  title: 'WebSockets keep to the limit of the client',
  source: ['S0:127', 'S1:34', 'S3:49'],
  effect: 'error',
  ...clientErrors.tooManySockets,
  fix: 'Close a socket before opening another one, or send over one that is open.',
  skippable: false,
  checks: {
    admit: ({ kind, running }, policy) => {
      if (kind !== 'socket') return 'n/a';
      const most = slotsAtOnce('socket', policy);
      if (running < most) return 'pass';
      const message = `${running} WebSockets of ${policy.appid} are open already.`;
      return { message, expected: `${most} at most`, actual: String(running + 1) };
    },
  },
};
