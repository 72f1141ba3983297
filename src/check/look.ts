import type { PeerFacts } from '../model/facts.ts';
import type { ServerFacts } from '../model/server-facts.ts';
import { probeServer } from '../probe/probe-server.ts';
import { VERSIONS } from '../probe/versions.ts';
import type { Dialling } from '../upstream/connect.ts';
import { inspect } from '../upstream/inspect.ts';
import type { PeerQuestion } from '../upstream/peer.ts';
import type { Target } from '../upstream/resolve.ts';

/** Why an address showed nothing. */
export interface Trouble {
  /** The system's words. */
  readonly text: string;
  /** `here`: this machine has no way to such an address, so that nobody knows about the server. */
  readonly where: 'here' | 'there';
}

/** One address of a host: what it showed, or why it showed nothing. */
export interface Look {
  readonly address: string;
  readonly port: number;
  /** Whether it is not where the host's name leads: the operator maps it. */
  readonly mapped: boolean;
  /** null: there was no handshake. */
  readonly facts: PeerFacts | null;
  /** What it does at the level of TLS; null: there was no handshake. */
  readonly server: ServerFacts | null;
  /** null: there was a handshake. */
  readonly trouble: Trouble | null;
}

/** Looks at one address: a handshake that is judged, then one for each version of TLS. Never rejects. */
export const look = async (
  target: Target,
  question: PeerQuestion,
  dial: Pick<Dialling, 'context' | 'findPath' | 'handshakeMs'>,
): Promise<Look> => {
  const { address, port, mapped } = target;
  const { hostname, kind } = question.authority;
  try {
    const facts = await inspect(target, question, dial);
    const server = await probeServer({ address, port, servername: kind === 'name' ? hostname : null });
    return { address, port, mapped, facts: { ...facts, offered: offeredBy(server) }, server, trouble: null };
  } catch (error) {
    return unseen(target, error);
  }
};

/** What one handshake cannot show. */
const offeredBy = ({ versions }: ServerFacts): readonly string[] =>
  VERSIONS.filter((version) => versions[version].outcome === 'offered');

/** Codes of a machine that has no IPv6, which is usual where tests run, or no network. */
const HERE = ['ENETUNREACH', 'EADDRNOTAVAIL'];

/** A look that came to nothing. */
export const unseen = (target: Target, error: unknown): Look => {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  const where = code !== null && HERE.includes(code) ? 'here' : 'there';
  const isSaid = code === null || text.includes(code);
  return { ...target, facts: null, server: null, trouble: { text: isSaid ? text : `${text} (${code})`, where } };
};
