import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';

export const certName: Rule = {
  id: 'cert-name',
  title: 'The certificate is for the host that is asked',
  source: ['S0:147', 'S1:54', 'S2:43', 'S3:71'],
  effect: 'error',
  ...clientErrors.certName,
  fix: 'Get a certificate with the host among its subject alternative names; a common name does not count.',
  skippable: true,
  checks: {
    peer: (facts, policy) => {
      if (!showsCertificate(facts, policy)) return 'n/a';
      if (facts.nameMatches) return 'pass';
      const { hostname } = facts.authority;
      const actual = facts.names.join(', ') || 'no names';
      return { message: `The certificate of ${hostname} is for ${actual}.`, expected: hostname, actual };
    },
  },
};
