import type { PeerFacts } from '../../model/facts.ts';
import type { Finding } from '../../model/verdict.ts';
import { clientErrors } from '../client-errors.ts';
import type { Rule } from '../rule.ts';
import { showsCertificate } from '../shows-certificate.ts';

const gap = ({ authority: { hostname }, chain, path }: PeerFacts): Finding | null => {
  const fault = path.faults.find(({ kind }) => kind === 'incomplete');
  if (fault?.kind !== 'incomplete') return null;
  const { missing, urls } = fault;
  const place = urls[0] ? ` It is to be had at ${urls[0]}.` : '';
  const message = `${hostname} does not send the certificate of "${missing}", which signed its chain.${place}`;
  return { message, expected: missing, actual: `${chain.length} sent` };
};

/** What today's clients put right or pass over, and old ones do not (RFC 5246, 7.4.2). */
const disorder = ({ authority: { hostname }, chain, path }: PeerFacts): Finding | null => {
  const { order, strangers, duplicates, links } = path;
  const finding = (what: string): Finding => {
    const sent = links.filter(({ place }) => place !== null);
    const [expected, actual] = [sent, chain].map((all) => all.map(({ subject }) => `"${subject}"`).join(', '));
    return { message: `${hostname} sends ${what}`, expected: expected ?? '', actual: actual ?? '', effect: 'warn' };
  };
  if (order === 'wrong') return finding('its chain in the wrong order, which old clients do not put right.');
  if (strangers.length > 0) return finding(`"${strangers.join('", "')}" too, which has no part in its chain.`);
  return duplicates.length > 0 ? finding(`"${duplicates.join('", "')}" more than once.`) : null;
};

/** The commonest fault: browsers and iOS fetch or remember what is missing, many other phones do not. */
export const certChain: Rule = {
  id: 'cert-chain',
  title: 'The chain that the server sends is complete',
  source: ['S0:149', 'S1:56', 'S2:45', 'S3:73'],
  effect: 'error',
  ...clientErrors.certAuthority,
  fix: 'Let the server send the intermediate certificates behind its own, each one before its issuer, and nothing else: fullchain.pem instead of cert.pem.',
  skippable: true,
  checks: {
    peer: (facts, policy) => {
      if (!showsCertificate(facts, policy)) return 'n/a';
      if (facts.trust === 'trusted') return disorder(facts) ?? 'pass';
      return gap(facts) ?? 'n/a';
    },
  },
};
