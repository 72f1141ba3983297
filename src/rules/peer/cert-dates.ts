import type { CertificateFacts, PeerFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import type { Answer, Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';
import { spanOf } from '../span-of.ts';

const peer = (facts: PeerFacts, policy: Policy): Answer => {
  if (!showsCertificate(facts, policy)) return 'n/a';
  const { chain, at, authority } = facts;
  const early = chain.find(({ notBefore }) => at < notBefore);
  const late = chain.find(({ notAfter }) => at > notAfter);
  const nameOf = (one: CertificateFacts): string =>
    one === chain[0]
      ? `The certificate of ${authority.hostname}`
      : `"${one.subject}", in the chain of ${authority.hostname},`;
  if (late) {
    const actual = `expired ${spanOf(at - late.notAfter)} ago`;
    return { message: `${nameOf(late)} ${actual}.`, expected: 'in its dates', actual };
  }
  if (!early) return 'pass';
  const actual = `begins in ${spanOf(early.notBefore - at)}`;
  return { message: `${nameOf(early)} ${actual}.`, expected: 'in its dates', actual };
};

/** Every certificate that was sent: some phones take no other way to a root than the one they are sent. */
export const certDates: Rule = {
  id: 'cert-dates',
  title: 'The certificates are in their dates',
  source: ['S0:148', 'S1:55', 'S2:44', 'S3:72'],
  effect: 'error',
  ...clientErrors.certDates,
  fix: 'Renew the certificate, reload the server so that it serves the new chain, and check the clocks of both machines.',
  skippable: true,
  checks: { peer },
};
