import type { Step } from '../../events/course.ts';
import type { Flow } from '../../events/flows.ts';

import type { Stage } from '../../model/facts.ts';
import type { Unchecked, Violation } from '../../model/verdict.ts';

/** What a rule said of a flow at one stage, in the session itself. */
export type Said =
  | { readonly answer: 'violation'; readonly violation: Violation }
  | { readonly answer: 'pass' | 'none' }
  | { readonly answer: 'unchecked'; readonly unchecked: Unchecked };

const PASS: Said = { answer: 'pass' };
const NONE: Said = { answer: 'none' };

/** What each rule said at a stage, the gravest first; null: the flow did not come so far. */
export const saidAt = (flow: Flow, stage: Stage): ((rule: string) => Said) | null => {
  const steps = flow.judged.filter((one) => one.stage === stage);
  if (steps.length === 0) return null;
  return (rule) => {
    const violation = violationOf(steps, rule);
    if (violation) return { answer: 'violation', violation };
    const unchecked = uncheckedOf(steps, rule);
    if (unchecked) return { answer: 'unchecked', unchecked };
    return steps.some(({ passed }) => passed.includes(rule)) ? PASS : NONE;
  };
};

const violationOf = (steps: readonly Step[], rule: string): Violation | null => {
  // Nearly all flows are well.
  if (steps.every(({ violations }) => violations.length === 0)) return null;
  const own = steps.flatMap(({ violations }) => violations).filter((one) => one.rule === rule);
  return own.find(({ effect }) => effect === 'error') ?? own[0] ?? null;
};

const uncheckedOf = (steps: readonly Step[], rule: string): Unchecked | undefined =>
  steps.some(({ unchecked }) => unchecked)
    ? steps.flatMap(({ unchecked = [] }) => unchecked).find((one) => one.rule === rule)
    : undefined;
