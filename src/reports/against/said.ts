import type { Flow } from '../../events/flows.ts';
import type { Stage } from '../../model/facts.ts';
import type { Unchecked, Violation } from '../../model/verdict.ts';

/** What a rule said of a flow at one stage, in the session itself. */
export type Said =
  | { readonly answer: 'violation'; readonly violation: Violation }
  | { readonly answer: 'pass' | 'none' }
  | { readonly answer: 'unchecked'; readonly unchecked: Unchecked };

/** What each rule said at a stage, the gravest first; null: the flow did not come so far. */
export const saidAt = (flow: Flow, stage: Stage): ((rule: string) => Said) | null => {
  const events = flow.judged.filter((one) => one.stage === stage);
  if (events.length === 0) return null;
  const violations = events.flatMap((one) => one.violations);
  return (rule) => {
    const own = violations.filter((one) => one.rule === rule);
    const violation = own.find(({ effect }) => effect === 'error') ?? own[0];
    if (violation) return { answer: 'violation', violation };
    const unchecked = events.flatMap((one) => one.unchecked ?? []).find((one) => one.rule === rule);
    if (unchecked) return { answer: 'unchecked', unchecked };
    return { answer: events.some(({ passed }) => passed.includes(rule)) ? 'pass' : 'none' };
  };
};
