import { backgroundShows } from '../background-shows.ts';
import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

export const backgroundBlocked: Rule = {
  id: 'background-blocked',
  title: 'Nothing new starts while the mini program is in the background',
  source: ['S0:128', 'S1:35', 'S2:30', 'S3:50'],
  effect: 'error',
  ...clientErrors.interrupted,
  fix: 'Stop timers and polling in onHide, and start them again in onShow.',
  skippable: false,
  unread: 'asked',
  checks: {
    // In the foreground there is nothing to see of it, and what was not seen is no pass.
    admit: ({ kind, foreground }, { appid, profile }) =>
      foreground
        ? 'n/a'
        : {
            message: `A new ${kind} of ${appid}, while the mini program is in the background.`,
            expected: 'the foreground',
            actual: 'the background',
            ...backgroundShows(profile),
          },
  },
};
