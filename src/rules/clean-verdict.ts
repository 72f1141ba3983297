import type { Stage } from '../model/facts.ts';
import type { Verdict } from '../model/verdict.ts';
import { rulesAt } from './index.ts';

const known = new Map<Stage, Map<number, Verdict>>();

/** Verdicts that are shared: far above the ways that flows go. Those beyond are made anew each time. */
const MOST_KEPT = 2_000;
let kept = 0;

/** How many are shared. */
export const cleanVerdictsKept = (): number => kept;

/**
 * The verdict with nothing amiss, of which nearly every one is: made once for those that were content (the sum of
 * their bits), so that ten thousand flows that went the same way share one.
 */
export const cleanVerdict = (stage: Stage, content: number): Verdict => {
  const ofStage = known.get(stage) ?? new Map<number, Verdict>();
  const before = ofStage.get(content);
  if (before) return before;
  const passed = rulesAt(stage).flatMap(({ rule, bit }) => (content & bit ? [rule.id] : []));
  const verdict: Verdict = { outcome: 'pass', violations: [], passed };
  if (kept >= MOST_KEPT) return verdict;
  kept += 1;
  known.set(stage, ofStage.set(content, verdict));
  return verdict;
};
