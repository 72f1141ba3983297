import type { CertificateFacts, PeerFacts } from '../../model/facts.ts';
import type { Policy } from '../../model/policy.ts';
import { clientErrors } from '../client-errors.ts';
import { datedLinks } from '../dated-links.ts';
import { onPath } from '../on-path.ts';
import type { Answer, Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';
import { spanOf } from '../span-of.ts';

type Dated = Pick<CertificateFacts, 'subject' | 'notBefore' | 'notAfter'>;

/** The first that has expired, or else the first that is not valid yet. */
const dated = (all: readonly Dated[], at: number) => {
  const late = all.find(({ notAfter }) => at > notAfter);
  if (late) return { one: late, actual: `expired ${spanOf(at - late.notAfter)} ago` };
  const early = all.find(({ notBefore }) => at < notBefore);
  return early && { one: early, actual: `begins in ${spanOf(early.notBefore - at)}` };
};

const DAY_MS = 86_400_000;

const peer = (facts: PeerFacts, policy: Policy): Answer => {
  if (!showsCertificate(facts, policy)) return 'n/a';
  const { path, at, authority } = facts;
  const expected = 'in its dates';
  const links = datedLinks(path, policy);
  const wrong = dated(links, at);
  const spare = dated(onPath(facts).spare, at);
  const nameOf = (one: Dated): string =>
    one === path.links[0]
      ? `The certificate of ${authority.hostname}`
      : `"${one.subject}", in the chain of ${authority.hostname},`;
  if (wrong) return { message: `${nameOf(wrong.one)} ${wrong.actual}.`, expected, actual: wrong.actual };
  const ending = links.filter(({ notAfter }) => notAfter - at < policy.minDays * DAY_MS);
  const [soon] = ending.sort((a, b) => a.notAfter - b.notAfter);
  if (soon) {
    const left = spanOf(soon.notAfter - at);
    const message = `${nameOf(soon)} runs out in ${left}.`;
    return { message, expected: `${policy.minDays} days left`, actual: `${left} left`, effect: 'warn' };
  }
  if (!spare) return 'pass';
  const message = `"${spare.one.subject}", which ${authority.hostname} sends too, ${spare.actual}: phones that know no other way up refuse it.`;
  return { message, expected, actual: spare.actual, effect: 'warn' };
};

/** Those of the best way to a root, the root included; another that was sent along is told, for old phones may go by it. */
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
