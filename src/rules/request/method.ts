import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

export const method: Rule = {
  id: 'method',
  title: 'The method is one that the API has',
  source: ['S4:164'],
  effect: 'error',
  ...clientErrors.method,
  fix: 'Use one of the methods that wx.request has; for PATCH, PUT or a POST with an override that your server knows.',
  skippable: false,
  checks: {
    request: ({ api, method: actual }, { profile }) => {
      if (api.candidates.every((candidate) => candidate === 'connectSocket')) return 'n/a';
      const methods = profile.methods.value;
      if (methods.includes(actual)) return 'pass';
      return { message: `${actual} is no method of wx.request.`, expected: methods.join(', '), actual };
    },
  },
};
