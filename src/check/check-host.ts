import type { Api, Authority, CertificateFacts } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { ServerFacts } from '../model/server-facts.ts';
import type { Dialling } from '../upstream/connect.ts';
import { type AndroidAnswer, androidAnswers } from './android-answers.ts';
import { type HostFinding, hostFindings } from './host-findings.ts';
import { type Look, look, unseen } from './look.ts';

/** What is checked, and for whom. */
export interface Question {
  readonly authority: Authority;
  /** Whose client would go there. */
  readonly api: Api;
  readonly policy: Policy;
}

export type Dial = Pick<Dialling, 'resolve' | 'context' | 'findPath' | 'handshakeMs'>;

export interface HostCheck {
  readonly authority: Authority;
  readonly looks: readonly Look[];
  /** As sent by the first address that answered, the leaf first. */
  readonly chain: readonly CertificateFacts[];
  /** What that address does at the level of TLS; null: none answered. */
  readonly server: ServerFacts | null;
  /** Of the leaves against the app's pins. */
  readonly pins: 'match' | 'mismatch' | 'none';
  readonly findings: readonly HostFinding[];
  readonly android: readonly AndroidAnswer[];
}

/** The device that asks: one that shares a network with no host. */
const DEVICE = '0.0.0.0';
/** Addresses of one host that are looked at. */
const MOST_ADDRESSES = 16;

/** Looks at every address of a host as each platform would. Never rejects: what goes wrong is a finding. */
export const checkHost = async (question: Question, dial: Dial): Promise<HostCheck> => {
  const { authority } = question;
  const asked = { authority, device: DEVICE, pinVerified: false, at: Date.now() };
  try {
    const targets = await dial.resolve(authority);
    const looks = targets.slice(0, MOST_ADDRESSES).map((target) => look(target, asked, dial));
    return summary(question, await Promise.all(looks));
  } catch (error) {
    const { hostname: address, port } = authority;
    return summary(question, [unseen({ address, port, mapped: false }, error)]);
  }
};

const summary = (question: Question, looks: readonly Look[]): HostCheck => {
  const { authority, policy } = question;
  const answered = looks.flatMap(({ facts, server }) => (facts ? [{ chain: facts.chain, server }] : []));
  const [{ chain, server } = { chain: [], server: null }] = answered;
  const findings = hostFindings(looks, question);
  return {
    authority,
    looks,
    chain,
    server,
    pins: pinState(
      policy.pins.get(authority.hostname),
      answered.map((one) => one.chain[0]),
    ),
    findings,
    android: androidAnswers(looks, findings, question),
  };
};

/** One address with another key is enough for a phone to fail. */
const pinState = (
  pins: ReadonlySet<string> | undefined,
  leaves: readonly (CertificateFacts | undefined)[],
): HostCheck['pins'] => {
  if (!pins) return 'none';
  return leaves.length > 0 && leaves.every((leaf) => leaf && pins.has(leaf.spki)) ? 'match' : 'mismatch';
};
