import type { PeerFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';

const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

const peer = (facts: PeerFacts, policy: Policy): Answer => {
  const { protocol, offered, authority } = facts;
  if (policy.platform === 'ios' || !showsCertificate(facts, policy)) return 'n/a';
  const oldest = policy.profile.legacyTls.value;
  const isOldEnough = (version: string) => VERSIONS.indexOf(version) <= VERSIONS.indexOf(oldest);
  if (isOldEnough(protocol) || offered?.some(isOldEnough)) return 'pass';
  // A handshake shows the best version that both sides have, and nothing of those below.
  if (!offered) return 'n/a';
  const actual = offered.join(', ') || 'none';
  const message = `${authority.hostname} speaks ${actual} only: old Android phones, which have ${oldest} at best, cannot reach it.`;
  const finding = { message, expected: `${oldest} or below, besides`, actual };
  // Phones without TLS 1.3 are still about; those without TLS 1.2 are nearly gone.
  const isStrict = policy.platform === 'strictest' && !offered.includes('TLSv1.2');
  return isStrict ? finding : { ...finding, effect: 'warn' };
};

/** TLS 1.3 came with Android 10, TLS 1.1 and 1.2 were switched on with Android 5. */
export const tlsLegacy: Rule = {
  id: 'tls-legacy',
  title: 'Old Android phones find a version of TLS that they have',
  source: ['S0:152', 'S1:59', 'S2:49', 'S3:76'],
  effect: 'error',
  ...clientErrors.handshake,
  fix: 'Keep TLS 1.2 on beside TLS 1.3: ssl_protocols TLSv1.2 TLSv1.3 in nginx. Older versions only if such phones must be reached.',
  skippable: true,
  checks: { peer },
};
