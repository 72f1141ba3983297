import type { Api, Authority, CertificateFacts, PeerFacts } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { ServerFacts } from '../model/server-facts.ts';
import { probeServer } from '../probe/probe-server.ts';
import { VERSIONS } from '../probe/versions.ts';
import type { Dialling } from '../upstream/connect.ts';
import { inspect } from '../upstream/inspect.ts';
import type { Target } from '../upstream/resolve.ts';
import { PLATFORMS, type PlatformFinding, platformFindings } from './platform-findings.ts';

/** What is checked, and for whom. */
export interface Question {
  readonly authority: Authority;
  /** Whose client would go there. */
  readonly api: Api;
  readonly policy: Policy;
}

export type Dial = Pick<Dialling, 'resolve' | 'context' | 'findPath' | 'handshakeMs'>;

/** One address of a host: what it showed, or why it showed nothing. */
export interface Look {
  readonly address: string;
  readonly facts: PeerFacts | null;
  /** The system's words; null: there was a handshake. */
  readonly trouble: string | null;
}

export interface HostCheck {
  readonly authority: Authority;
  readonly looks: readonly Look[];
  /** As sent by the first address that answered, the leaf first. */
  readonly chain: readonly CertificateFacts[];
  /** What it does at the level of TLS; null: no address answered. */
  readonly server: ServerFacts | null;
  /** Of the leaf against the app's pins. */
  readonly pins: 'match' | 'mismatch' | 'none';
  readonly findings: readonly PlatformFinding[];
}

/** The device that asks: one that shares a network with no host. */
const DEVICE = '0.0.0.0';
/** Addresses of one host that are looked at. */
const MOST_ADDRESSES = 16;

/** Looks at every address of a host as each platform would. Never rejects: what goes wrong is a finding. */
export const checkHost = async (question: Question, dial: Dial): Promise<HostCheck> => {
  const { authority } = question;
  const at = Date.now();
  try {
    const targets = await dial.resolve(authority);
    const asked = { authority, device: DEVICE, pinVerified: false, at };
    const looks = await Promise.all(targets.slice(0, MOST_ADDRESSES).map((target) => look(target, asked, dial)));
    const server = await probe(targets, looks, authority);
    return summary(question, server ? looks.map((one) => informed(one, server)) : looks, server);
  } catch (error) {
    return summary(question, [{ address: authority.hostname, facts: null, trouble: reasonOf(error) }], null);
  }
};

const look = async (target: Target, asked: Parameters<typeof inspect>[1], dial: Dial): Promise<Look> => {
  const { address } = target;
  try {
    return { address, facts: await inspect(target, asked, dial), trouble: null };
  } catch (error) {
    return { address, facts: null, trouble: reasonOf(error) };
  }
};

/** What the first address that answers does, looked at more closely. */
const probe = async (
  targets: readonly Target[],
  looks: readonly Look[],
  { hostname, kind }: Authority,
): Promise<ServerFacts | null> => {
  const target = targets.find((_, place) => looks[place]?.facts);
  if (!target) return null;
  const { address, port } = target;
  return probeServer({ address, port, servername: kind === 'name' ? hostname : null });
};

/** What one handshake cannot show. */
const informed = (look: Look, { versions }: ServerFacts): Look => {
  const offered = VERSIONS.filter((version) => versions[version].outcome === 'offered');
  return look.facts ? { ...look, facts: { ...look.facts, offered } } : look;
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? `${error.message} (${error.code})` : error.message;
};

const summary = (question: Question, looks: readonly Look[], server: ServerFacts | null): HostCheck => {
  const { authority, policy } = question;
  const chain = looks.find(({ facts }) => facts)?.facts?.chain ?? [];
  return {
    authority,
    looks,
    chain,
    server,
    pins: pinState(policy.pins.get(authority.hostname), chain),
    findings: [
      ...asked(question, server),
      ...merged(
        looks.map((one) => findingsAt(one, question)),
        looks,
      ),
    ],
  };
};

/** A handshake of TLS 1.3 is over before the server says no. */
const asked = (question: Question, server: ServerFacts | null): readonly PlatformFinding[] =>
  server?.clientCertificate === 'required'
    ? [unreachable(question, 'it demands a client certificate, which a mini program has not')]
    : [];

const pinState = (pins: ReadonlySet<string> | undefined, [leaf]: readonly CertificateFacts[]): HostCheck['pins'] => {
  if (!pins) return 'none';
  return leaf && pins.has(leaf.spki) ? 'match' : 'mismatch';
};

/** Findings of one address. */
const findingsAt = ({ facts, trouble }: Look, question: Question): readonly PlatformFinding[] => {
  if (!facts) return [unreachable(question, trouble ?? '')];
  return platformFindings(facts, question.policy, question.api);
};

const unreachable = ({ authority: { hostname, port }, api }: Question, reason: string): PlatformFinding => ({
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

/** What only some addresses show names them. */
const merged = function* (
  found: readonly (readonly PlatformFinding[])[],
  looks: readonly Look[],
): Generator<PlatformFinding> {
  const keyOf = ({ rule, effect, message }: PlatformFinding) => `${rule} ${effect} ${message}`;
  const seen = new Set<string>();
  for (const finding of found.flat()) {
    const key = keyOf(finding);
    if (seen.has(key)) continue;
    seen.add(key);
    const places = looks.filter((_, place) => found[place]?.some((one) => keyOf(one) === key));
    const where = places.length === looks.length ? '' : ` (at ${places.map(({ address }) => address).join(', ')} only)`;
    yield { ...finding, message: `${finding.message.replace(/\.$/, '')}${where}.` };
  }
};
