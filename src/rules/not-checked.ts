import type { Stage } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';
import { rulesAt } from './index.ts';

/** The verdict of a stage whose facts are not to be had: each of its rules says why it cannot answer. */
export const notChecked = (stage: Stage, { effects }: Policy, reason: string): Verdict => ({
  outcome: 'pass',
  violations: [],
  passed: [],
  unchecked: rulesAt(stage).flatMap(({ rule }) =>
    !rule.guard && (effects.get(rule.id) ?? rule.effect) === 'off' ? [] : [{ rule: rule.id, reason }],
  ),
});
