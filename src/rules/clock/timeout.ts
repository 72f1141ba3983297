import { clientErrors } from '../client-errors.ts';
import { timeoutMs } from '../limits.ts';
import type { Rule } from '../rule.ts';

export const timeout: Rule = {
  id: 'timeout',
  title: 'A request is over, and a socket open, within its time limit',
  source: ['S0:119', 'S1:26', 'S2:16', 'S3:42'],
  effect: 'error',
  ...clientErrors.timeout,
  fix: 'Make the server answer sooner, or raise "networkTimeout" of app.json or game.json as far as the platform lets you.',
  skippable: false,
  checks: {
    clock: ({ api, elapsedMs, perCallMs }, policy) => {
      if (elapsedMs === null) return 'n/a';
      const limitMs = timeoutMs(api, perCallMs, policy);
      if (elapsedMs < limitMs) return 'pass';
      const actual = `${Math.round(elapsedMs)} ms`;
      return { message: `Not over after ${actual}.`, expected: `${limitMs} ms at most`, actual };
    },
  },
};
