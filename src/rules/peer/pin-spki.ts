import type { PeerFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';

const peer = (facts: PeerFacts, policy: Policy): Answer => {
  const { hostname } = facts.authority;
  const pins = policy.pins.get(hostname);
  const [leaf, ...others] = facts.chain;
  if (!pins || !leaf || !policy.profile.pins.value || !showsCertificate(facts, policy)) return 'n/a';
  // iOS asks once for a domain and session, Android for every request (S4:322, S4:323).
  if (pins.has(leaf.spki) || (policy.platform === 'ios' && facts.pinVerified)) return 'pass';
  const above = others.find(({ spki }) => pins.has(spki));
  const message = above
    ? `The pin of ${hostname} is that of "${above.subject}" above its certificate, not of the certificate itself.`
    : `The public key of ${hostname} is not among its pins.`;
  return { message, expected: [...pins].join(', '), actual: leaf.spki };
};

/** `certs` is an argument of the call: the switch of the DevTools, for the platform's own checks, does not name it. */
export const pinSpki: Rule = {
  id: 'pin-spki',
  title: 'The public key of the certificate is among the pins of the domain',
  source: ['S4:133', 'S4:317', 'S4:320'],
  effect: 'error',
  ...clientErrors.unnamed,
  fix: 'Put the pin that "mpgate pin HOST" prints into "certs" of the app file and of the call, beside the old one until every release knows it.',
  skippable: false,
  checks: { peer },
};
