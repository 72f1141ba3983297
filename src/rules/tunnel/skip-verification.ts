import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

/** So that no report of a session with the switch on looks like one without. */
export const skipVerification: Rule = {
  id: 'skip-verification',
  title: 'Verification is on, as it is in a release',
  source: ['S0:160', 'S1:67', 'S2:55', 'S3:87'],
  effect: 'warn',
  ...clientErrors.none,
  fix: 'Set "skipVerification" of the app file to false once the domains are listed ({console}).',
  skippable: false,
  checks: {
    tunnel: (_, { skipVerification, appid }) =>
      skipVerification
        ? { message: `Verification is switched off for ${appid}: a release will not have that.` }
        : 'n/a',
  },
};
