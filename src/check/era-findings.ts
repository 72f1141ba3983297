import type { CertificateFacts, PeerFacts } from '../model/facts.ts';
import { clientErrors } from '../rules/client-errors.ts';
import type { AndroidEra } from './android-eras.ts';
import type { PlatformFinding } from './platform-findings.ts';

/** What keeps phones of one era from a server, and what their client shows. `They` in a message are these phones. */
export type EraFinding = Pick<PlatformFinding, 'rule' | 'errMsg' | 'errno' | 'message'>;

/** What an era has against a server that today's Android has not. `{api}` is left in the error for the API's name. */
export const eraFindings = (era: AndroidEra, facts: PeerFacts): readonly EraFinding[] => [
  ...noVersion(era, facts),
  ...noRoot(era, facts),
];

const noVersion = ({ tls }: AndroidEra, { offered, authority }: PeerFacts): readonly EraFinding[] => {
  if (!offered || offered.length === 0 || tls.some((version) => offered.includes(version))) return [];
  const message = `They have ${tls.at(-1)} at best, ${authority.hostname} has ${offered.join(', ')}.`;
  return [{ rule: 'tls-legacy', ...clientErrors.handshake, message }];
};

const noRoot = ({ lacks }: AndroidEra, { trust, path, chain, at, authority }: PeerFacts): readonly EraFinding[] => {
  const root = path.links.at(-1)?.subject ?? '';
  const isLacking = (name: string) => lacks.some((end) => name.endsWith(end));
  if (trust !== 'trusted' || !isLacking(root)) return [];
  if (namesAbove(root, chain, at).some((name) => !isLacking(name))) return [];
  const message = `They do not know "${root}", at which the chain of ${authority.hostname} ends.`;
  return [{ rule: 'cert-trusted', ...clientErrors.certAuthority, message }];
};

/** The root's name, and those that have signed it in certificates that were sent and are in their dates. */
const namesAbove = (root: string, chain: readonly CertificateFacts[], at: number): readonly string[] => {
  // A set also gives what is added while it is walked.
  const names = new Set([root]);
  for (const name of names) {
    const signed = chain.filter(({ subject, notAfter }) => subject === name && at <= notAfter);
    for (const { issuer } of signed) names.add(issuer);
  }
  return [...names];
};
