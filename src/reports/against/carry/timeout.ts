import type { Flow } from '../../../events/flows.ts';
import type { ApiGuess } from '../../../model/facts.ts';
import type { Policy } from '../../../model/policy.ts';
import { judge } from '../../../rules/judge.ts';
import { timeoutMs } from '../../../rules/limits.ts';
import { tunnelAgain } from '../facts-again.ts';
import type { Carried, Carry, Ground } from './carry.ts';

const OWN_TIMEOUT = 'the session does not have whether the call brought a timeout of its own';
const CUT = 'it was cut before its time was up there, and nobody knows how long it would have taken';
const WAITED = 'it waited in line, and nobody knows whether it would have there';
const LINE = 'it would have waited in line there, and nobody knows how long';

/** How long the flow took, milliseconds: of a socket its handshake. null: it is not over, or nobody knows what it carried. */
const tookMs = ({ began, judged, judgedAt, end }: Flow): number | null => {
  if (began.kind === 'tunnel' || !end) return null;
  if (began.kind === 'request') return end.durationMs;
  const openedAt = judgedAt[judged.findIndex(({ stage }) => stage === 'clock')];
  return openedAt === undefined ? null : openedAt - began.at;
};

/** The least that it would have taken: a platform with more room would not have let it wait so long. */
const leastMs = (took: number, { flow, under }: Ground): number => {
  const [then, now] = [under.was?.requestsAtOnce.value, under.policy.profile.requestsAtOnce.value];
  return then === now ? took : Math.max(0, took - flow.waitedMs);
};

const late = (elapsedMs: number, api: ApiGuess, policy: Policy): Carried => {
  const facts = { api, elapsedMs, perCallMs: null, backgroundMs: null };
  return judge('clock', facts, policy, api.candidates[0]).violations[0] ?? 'none';
};

/** Judged by the time that the file has, whatever timeout the call may have brought. */
export const timeout: Carry = (said, ground) => {
  const { flow, under, waitsLonger } = ground;
  const took = tookMs(flow);
  const api = tunnelAgain(flow.began, under.policy)?.api;
  if (took === null || !api) return 'none';
  const [usual, most] = [null, Number.MAX_SAFE_INTEGER].map((perCall) => timeoutMs(api, perCall, under.policy));
  if (usual === undefined || most === undefined) return 'none';
  const least = leastMs(took, ground);
  if (least >= most || (least >= usual && said.answer === 'violation')) return late(least, api, under.policy);
  if (said.answer === 'none') return 'none';
  if (said.answer === 'violation') return { notCheckable: CUT };
  if (waitsLonger) return { notCheckable: LINE };
  if (took < usual) return 'pass';
  return { notCheckable: least < usual ? WAITED : OWN_TIMEOUT };
};
