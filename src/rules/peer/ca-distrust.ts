import type { Distrust } from '../../model/path-facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';

/** By phones of the policy's platform, or by the platform's own word. */
const isRefused = ({ ca, refusedOn }: Distrust, { platform, profile }: Policy): boolean =>
  profile.distrustedCas.value.includes(ca) ||
  (platform === 'strictest' ? refusedOn.length > 0 : refusedOn.includes(platform));

/** A decision that no phone of the platform holds yet is told: it is the first of several, as a rule. */
export const caDistrust: Rule = {
  id: 'ca-distrust',
  title: 'No platform has withdrawn its trust from the CA',
  source: ['S0:153', 'S1:60', 'S2:50', 'S3:77', 'S3:78', 'public: the decision that the message names'],
  effect: 'error',
  ...clientErrors.certAuthority,
  fix: 'Get a certificate from another CA (Let’s Encrypt gives them away).',
  skippable: true,
  checks: {
    peer: (facts, policy) => {
      if (!showsCertificate(facts, policy)) return 'n/a';
      const { distrust } = facts.path;
      const refused = distrust.find((decision) => isRefused(decision, policy));
      const decision = refused ?? distrust[0];
      if (!decision) return facts.trust === 'trusted' ? 'pass' : 'n/a';
      const { ca, by, takenUntil, source } = decision;
      const what = takenUntil === null ? '' : ` that it issued after ${takenUntil}`;
      const message = `${by} takes no certificates of ${ca}${what}, and that of ${facts.authority.hostname} is one (${source}).`;
      const finding = { message, expected: 'a CA that every platform trusts', actual: ca };
      return refused ? finding : { ...finding, effect: 'warn' };
    },
  },
};
