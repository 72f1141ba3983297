import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';

export const certSelfSigned: Rule = {
  id: 'cert-self-signed',
  title: 'The certificate is not self-signed',
  source: ['S0:150', 'S1:57', 'S2:47', 'S3:74'],
  effect: 'error',
  ...clientErrors.certAuthority,
  fix: 'Get a certificate from a public CA (Let’s Encrypt gives them away); for a test server name its certificate in "upstreamCa" of mpgate.json.',
  skippable: true,
  checks: {
    peer: (facts, policy) => {
      if (!showsCertificate(facts, policy)) return 'n/a';
      if (facts.trust !== 'self-signed') return 'pass';
      const { hostname } = facts.authority;
      const actual = facts.chain[0]?.issuer ?? '';
      return { message: `The certificate of ${hostname} is signed by itself.`, expected: 'a trusted CA', actual };
    },
  },
};
