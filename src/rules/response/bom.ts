import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';
import { unread } from '../unread.ts';

export const bom: Rule = {
  id: 'bom',
  title: 'At most one byte order mark stands before an answer’s text: the client filters one',
  source: ['S0:133', 'S1:40', 'S2:33', 'S3:55'],
  effect: 'error',
  ...clientErrors.parse,
  fix: 'Save the files of the server as UTF-8 without a byte order mark; included files bring one each.',
  skippable: false,
  checks: {
    response: ({ text, coding }) => {
      if (!text) return unread(coding);
      if (text.boms === null) return 'n/a';
      if (text.boms < 2) return 'pass';
      return {
        message: 'The answer begins with more than one byte order mark; the client filters the first only.',
        expected: 'none',
        actual: 'two or more',
      };
    },
  },
};
