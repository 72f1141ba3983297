import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

/** No look-up can tell; the app file attests it. */
export const icpLicensed: Rule = {
  id: 'icp-licensed',
  title: 'Every domain has its ICP licence',
  source: ['S3:34'],
  effect: 'warn',
  ...clientErrors.console,
  fix: 'Check the licences of the domains, then write "icp": true into the app file.',
  skippable: false,
  checks: {
    config: ({ list, index }, { appid, profile, icpAttested }) => {
      if (!profile.icpRequired.value) return 'n/a';
      if (icpAttested) return 'pass';
      // Once for a list, not for each of its hosts.
      if (index > 0) return 'n/a';
      return { message: `${appid} does not attest that the domains of its ${list} list are ICP licensed.` };
    },
  },
};
