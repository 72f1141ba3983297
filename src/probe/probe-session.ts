import type { Resumption } from '../model/server-facts.ts';
import { CONTEXTS, type Failed, shake } from './handshake.ts';
import type { ProbeLimits } from './limits.ts';
import type { ProbeTarget } from './probe-target.ts';
import type { Turn } from './turns.ts';

export interface SessionFacts {
  readonly resumption: Resumption;
  /** Why no handshake of OpenSSL's was finished. null: one was. */
  readonly failure: Failed | null;
}

/** Whether a second connection goes on with the session of a first: two handshakes by OpenSSL. Never rejects. */
export const probeSession = async (
  target: ProbeTarget,
  kind: keyof typeof CONTEXTS,
  limits: ProbeLimits,
  turn: Turn,
): Promise<SessionFacts> => {
  const context = CONTEXTS[kind];
  const first = await turn(() => shake(target, context, null, limits));
  if (first.outcome === 'failed') return { resumption: 'unknown', failure: first };
  const { session } = first;
  if (!session) return { resumption: 'no', failure: null };
  const second = await turn(() => shake(target, context, session, limits));
  if (second.outcome === 'failed') return { resumption: 'unknown', failure: null };
  return { resumption: second.isReused ? 'yes' : 'no', failure: null };
};
