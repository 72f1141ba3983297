import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';

/** The commonest fault: browsers and iOS fetch or remember what is missing, many other phones do not. */
export const certChain: Rule = {
  id: 'cert-chain',
  title: 'The chain that the server sends is complete',
  source: ['S0:149', 'S1:56', 'S2:45', 'S3:73'],
  effect: 'error',
  ...clientErrors.certAuthority,
  fix: 'Let the server send the intermediate certificates behind its own: fullchain.pem instead of cert.pem.',
  skippable: true,
  checks: {
    peer: (facts, policy) => {
      if (!showsCertificate(facts, policy)) return 'n/a';
      if (facts.trust === 'trusted') return 'pass';
      if (facts.trust !== 'incomplete') return 'n/a';
      const { hostname } = facts.authority;
      const missing = facts.chain.at(-1)?.issuer ?? '';
      const message = `${hostname} does not send the certificate of "${missing}", which signed its chain.`;
      return { message, expected: missing, actual: `${facts.chain.length} sent` };
    },
  },
};
