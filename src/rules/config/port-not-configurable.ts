import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

export const portNotConfigurable: Rule = {
  id: 'port-not-configurable',
  title: 'A domain is listed without a port',
  source: ['S0:111', 'S2:8'],
  effect: 'error',
  ...clientErrors.console,
  fix: 'Leave the port out of the entry: the URL in the code may have one all the same ({console}).',
  skippable: false,
  checks: {
    config: ({ value, rawHost, port }, { profile }) => {
      if (profile.portInDomain.value === 'exact') return 'n/a';
      if (port === null) return 'pass';
      const message = `"${value}" has a port, and the console takes domains without one.`;
      return { message, expected: rawHost, actual: `${rawHost}:${port}` };
    },
  },
};
