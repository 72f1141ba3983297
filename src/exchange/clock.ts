import type { Policy } from '../model/policy.ts';
import type { Verdict, Violation } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import { timeoutMs } from '../rules/limits.ts';
import type { Flow } from './flow.ts';
import { Grace } from './grace.ts';
import type { Head } from './inbound.ts';

/** A flow's time limit: it ends with the flow, or earlier when the limit is for a handshake only. */
export interface Clock {
  /** From here on the flow takes its time; what holds of the background still holds. */
  readonly stop: () => void;
  /** What the rules say now. */
  readonly verdict: () => Verdict;
}

/**
 * Once the flow outlives its limit, or its grace in the background, calls `late` where the rule blocks. Where the rule
 * of the limit warns or is off, calls `goesOn`.
 */
export const startClock = (
  flow: Flow,
  { api, perCallMs }: Head,
  policy: Policy,
  late: (cause: Violation) => void,
  goesOn: () => void,
): Clock => {
  const limitMs = timeoutMs(api, perCallMs, policy);
  const held: { stoppedMs: number | null } = { stoppedMs: null };
  const verdictAt = (elapsedMs: number, backgroundMs: number | null) =>
    judge('clock', { api, elapsedMs, perCallMs, backgroundMs }, policy, api.candidates[0]);
  const act = (verdict: Verdict, otherwise: () => void): void => {
    flow.judged('clock', verdict);
    if (verdict.outcome === 'block') late(verdict.cause);
    else otherwise();
  };
  const elapsed = () => held.stoppedMs ?? flow.elapsedMs;
  const grace = new Grace(flow, policy.profile.backgroundGraceMs.value, (ms) =>
    act(verdictAt(elapsed(), ms), () => {}),
  );
  const timer = setTimeout(() => {
    // A timer may fire a fraction of a millisecond early by the finer clock.
    act(verdictAt(Math.max(limitMs, flow.elapsedMs), grace.backgroundMs), goesOn);
  }, limitMs);
  const stop = () => {
    held.stoppedMs ??= flow.elapsedMs;
    clearTimeout(timer);
  };
  flow.afterwards(stop);
  return { stop, verdict: () => verdictAt(elapsed(), grace.backgroundMs) };
};
