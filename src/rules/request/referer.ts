import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

const MESSAGE = 'The request brings a referer of its own, which the client replaces.';

/** The client sets it, whatever the code asks for (S4:123); so does the gate, and reports what it replaces. */
export const referer: Rule = {
  id: 'referer',
  title: 'The referer is the platform’s; the caller’s own is replaced',
  source: ['S0:125', 'S1:32', 'S2:24', 'S3:47', 'S4:123'],
  effect: 'warn',
  ...clientErrors.none,
  fix: 'Do not set "referer" in the code; a server that needs to know its caller gets appid and version from it.',
  skippable: false,
  checks: {
    request: ({ referer: actual }, { referer: expected }) =>
      actual === null || actual === expected
        ? 'pass'
        : { message: MESSAGE, expected, actual: actual.replace(/[?#].*$/s, '') },
  },
  amend: (_, policy) => ({ set: [['Referer', policy.referer]] }),
};
