import { backgroundShows } from '../background-shows.ts';
import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

export const backgroundGrace: Rule = {
  id: 'background-grace',
  title: 'In the background, what is under way ends within the grace of the client',
  source: ['S0:128', 'S1:35', 'S2:29', 'S3:50'],
  effect: 'error',
  ...clientErrors.interrupted,
  fix: 'End requests and close sockets in onHide, and open them again in onShow; let long transfers be resumable.',
  skippable: false,
  unread: 'asked',
  checks: {
    clock: ({ backgroundMs }, { profile }) => {
      if (backgroundMs === null) return 'n/a';
      const graceMs = profile.backgroundGraceMs.value;
      if (backgroundMs < graceMs) return 'pass';
      const actual = `${Math.round(backgroundMs)} ms`;
      const message = `Not over after ${actual} in the background.`;
      return { message, expected: `${graceMs} ms at most`, actual, ...backgroundShows(profile) };
    },
  },
};
