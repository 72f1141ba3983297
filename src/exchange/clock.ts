import type { Policy } from '../model/policy.ts';
import type { Verdict, Violation } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import { timeoutMs } from '../rules/limits.ts';
import type { Flow } from './flow.ts';
import type { Head } from './inbound.ts';

/** A flow's time limit: it ends with the flow, or earlier when the limit is for a handshake only. */
export interface Clock {
  readonly stop: () => void;
  /** What the rule says now. */
  readonly verdict: () => Verdict;
}

/** Once the flow outlives its limit, calls `late` where the rule blocks, and `goesOn` where it warns or is off. */
export const startClock = (
  flow: Flow,
  { api, perCallMs }: Head,
  policy: Policy,
  late: (cause: Violation) => void,
  goesOn: () => void,
): Clock => {
  const limitMs = timeoutMs(api, perCallMs, policy);
  const verdictAt = (elapsedMs: number) => judge('clock', { api, elapsedMs, perCallMs }, policy, api.candidates[0]);
  const timer = setTimeout(() => {
    // A timer may fire a fraction of a millisecond early by the finer clock.
    const verdict = verdictAt(Math.max(limitMs, flow.elapsedMs));
    flow.judged('clock', verdict);
    if (verdict.outcome === 'block') late(verdict.cause);
    else goesOn();
  }, limitMs);
  const stop = () => clearTimeout(timer);
  flow.afterwards(stop);
  return { stop, verdict: () => verdictAt(flow.elapsedMs) };
};
