import { brokenLink } from '../broken-link.ts';
import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';

export const certTrusted: Rule = {
  id: 'cert-trusted',
  title: 'The certificate comes from a root that systems trust',
  source: ['S0:146', 'S1:53', 'S2:42', 'S3:70'],
  effect: 'error',
  ...clientErrors.certAuthority,
  fix: 'Get a certificate from a public CA; for a test server name its root in "upstreamCa" of mpgate.json.',
  skippable: true,
  checks: {
    peer: (facts, policy) => {
      if (!showsCertificate(facts, policy)) return 'n/a';
      if (facts.trust === 'trusted') return 'pass';
      const { hostname } = facts.authority;
      const expected = 'a trusted root';
      const unknown = facts.path.faults.find(({ kind }) => kind === 'unknown-root');
      if (unknown?.kind === 'unknown-root') {
        const { root } = unknown;
        return {
          message: `The chain of ${hostname} ends at "${root}", which no system trusts.`,
          expected,
          actual: root,
        };
      }
      if (facts.trust !== 'broken') return 'n/a';
      return { message: `The chain of ${hostname} does not hold: ${brokenLink(facts.path.faults)}.`, expected };
    },
  },
};
