import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

export const upstreamPrivate: Rule = {
  id: 'upstream-private',
  title: 'A listed name leads to a public address',
  source: ['S0:104', 'S1:12', 'S2:4', 'S3:20'],
  effect: 'warn',
  ...clientErrors.none,
  fix: 'If the server is meant to be here, map its name with "resolve" in mpgate.json; else mend its DNS record.',
  skippable: false,
  checks: {
    dial: ({ authority: { kind, hostname }, address, range, mapped }) => {
      if (kind !== 'name' || mapped) return 'n/a';
      if (range === 'public') return 'pass';
      if (range !== 'private') return 'n/a';
      const message = `${hostname} leads to the private address ${address}, which phones elsewhere do not reach.`;
      return { message, expected: 'a public address', actual: address };
    },
  },
};
