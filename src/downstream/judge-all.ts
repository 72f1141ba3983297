import type { Api, TunnelFacts } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';

export interface Judged {
  readonly policy: Policy;
  readonly verdict: Verdict;
}

/** The tunnel by the first app that allows it, for its client may turn out to be any of them; if none does, by the first of all. */
export const judgeAll = (facts: TunnelFacts, api: Api, first: Policy, others: readonly Policy[]): Judged => {
  const asked = { policy: first, verdict: judge('tunnel', facts, first, api) };
  if (asked.verdict.outcome === 'pass') return asked;
  for (const policy of others) {
    const verdict = judge('tunnel', facts, policy, api);
    if (verdict.outcome === 'pass') return { policy, verdict };
  }
  return asked;
};
