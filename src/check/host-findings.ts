import type { Question } from './check-host.ts';
import type { Look, Trouble } from './look.ts';
import { PLATFORMS, type PlatformFinding, platformFindings } from './platform-findings.ts';

/** What is amiss with a host. */
export interface HostFinding extends PlatformFinding {
  /** Where it shows, if that is not wherever the host's name leads. */
  readonly shownAt: Pick<Look, 'address' | 'port'> | null;
}

/** What is amiss with a host, each thing once; what only some of its addresses show names them. */
export const hostFindings = (looks: readonly Look[], question: Question): readonly HostFinding[] => {
  const found = looks.map((one) => findingsAt(one, looks, question));
  const keyOf = ({ rule, effect, message }: PlatformFinding) => `${rule} ${effect} ${message}`;
  const all = new Map(found.flat().map((finding) => [keyOf(finding), finding]));
  return [...all].map(([key, finding]) => {
    const places = looks.filter((_, place) => found[place]?.some((one) => keyOf(one) === key));
    const where = places.length === looks.length ? '' : ` (at ${places.map(({ address }) => address).join(', ')} only)`;
    const [first] = places.length < looks.length ? places : places.filter(({ mapped }) => mapped);
    const shownAt = first ? { address: first.address, port: first.port } : null;
    return { ...finding, message: `${finding.message.replace(/\.$/, '')}${where}.`, shownAt };
  });
};

const findingsAt = (
  { facts, server, trouble }: Look,
  looks: readonly Look[],
  question: Question,
): readonly PlatformFinding[] => {
  if (!facts) return trouble ? [unreachable(trouble, looks, question)] : [];
  // A handshake of TLS 1.3 is over before the server says no.
  const demanded = server?.clientCertificate === 'required' ? [refusesPhones(question)] : [];
  return [...demanded, ...platformFindings(facts, question.policy, question.api)];
};

const refusesPhones = (question: Question): PlatformFinding =>
  unchecked(question, 'it demands a client certificate, which a mini program has not');

/** That this machine cannot get to an address says nothing of the server, if another one has answered. */
const unreachable = ({ text, where }: Trouble, looks: readonly Look[], question: Question): PlatformFinding => {
  if (where === 'there' || !looks.some(({ facts }) => facts)) return unchecked(question, text);
  const fix = 'Run the check where there is a way to this address: most often it is IPv6 that is missing.';
  return { ...unchecked(question, `there is no way to it from this machine, ${text}`), effect: 'warn', fix };
};

const unchecked = ({ authority: { hostname, port }, api }: Question, reason: string): PlatformFinding => ({
  rule: 'unreachable',
  effect: 'error',
  errMsg: `${api}:fail`,
  errno: null,
  message: `${hostname}:${port} cannot be checked: ${reason}.`,
  expected: null,
  actual: null,
  source: 'S0:103',
  fix: 'Start the server, or correct the host and port.',
  platforms: PLATFORMS,
});
