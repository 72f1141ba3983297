import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

/** A client that follows it goes on over QUIC, past any proxy: nothing of that would be judged. */
export const altSvc: Rule = {
  id: 'alt-svc',
  title: 'No answer leads the client past the proxy: Alt-Svc is taken out',
  source: ['public: RFC 7838'],
  effect: 'warn',
  ...clientErrors.none,
  fix: 'Nothing to mend on a phone without a proxy; off-proxy tests of the same server may run over HTTP/3.',
  skippable: false,
  drops: ['alt-svc'],
  checks: {
    response: ({ altSvc: actual }) =>
      actual === null ? 'pass' : { message: 'The answer offers another way to its server, past the proxy.', actual },
  },
};
