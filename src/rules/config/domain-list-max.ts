import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';

export const domainListMax: Rule = {
  id: 'domain-list-max',
  title: 'A list has no more domains than the console takes',
  source: ['S3:36'],
  effect: 'error',
  ...clientErrors.console,
  fix: 'Take hosts out of the list, or serve several of them behind one name ({console}).',
  skippable: false,
  checks: {
    config: ({ list, value, index }, { profile }) => {
      const most = profile.domainsPerList.value;
      // The first entry too many speaks for those after it.
      if (most === null || index > most) return 'n/a';
      if (index < most) return 'pass';
      const message = `The ${list} list takes ${most} domains; "${value}" is one too many.`;
      return { message, expected: `${most} at most`, actual: `${index + 1} or more` };
    },
  },
};
