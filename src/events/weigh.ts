import type { Unchecked, Violation } from '../model/verdict.ts';
import type { Flow } from './flows.ts';
import type { RuleIndex } from './rule-index.ts';

/** Answers of a rule to one flow; the higher one outweighs. */
export const weights = { none: 0, 'not-checkable': 1, pass: 2, warn: 3, fail: 4 } as const;

export interface Weighed {
  /** The gravest answer of each rule, by its number in the index; a hole is `none`. */
  readonly answers: readonly number[];
  readonly violations: readonly Violation[];
  /** Why rules could not answer, where the rule itself said so. */
  readonly unchecked: readonly Unchecked[];
  /** Whether `skipVerification` alone let the flow go on. */
  readonly skipped: boolean;
}

const raise = (answers: number[], number: number, weight: number): void => {
  if ((answers[number] ?? weights.none) < weight) answers[number] = weight;
};

/**
 * A rule is not checkable for a flow whose bytes were passed through unread, if it gave no answer and one of its
 * stages was not reached. Flows that ended early for another reason prove nothing of the stages after.
 */
const markUnread = (answers: number[], flow: Flow, index: RuleIndex): void => {
  if (flow.end?.type !== 'flow.completed' || flow.end.spliced === null) return;
  const reached = new Set(flow.judged.map(({ stage }) => stage));
  for (const [number, { stages }] of index.places.entries()) {
    if (!stages.every((stage) => reached.has(stage))) raise(answers, number, weights['not-checkable']);
  }
};

const none: readonly Violation[] = [];
const answered: readonly Unchecked[] = [];

const uncheckedOf = ({ judged }: Flow): readonly Unchecked[] =>
  judged.some(({ unchecked }) => unchecked) ? judged.flatMap(({ unchecked = answered }) => unchecked) : answered;

const violationsOf = ({ judged, end }: Flow): readonly Violation[] => {
  const found = judged.some(({ violations }) => violations.length > 0) ? judged.flatMap((one) => one.violations) : none;
  return end?.type === 'flow.refused' ? [end.cause, ...found] : found;
};

/** What every rule says of one flow. */
export const weigh = (flow: Flow, index: RuleIndex): Weighed => {
  const answers: number[] = new Array(index.places.length).fill(weights.none);
  for (const { passed } of flow.judged) {
    for (const rule of passed) raise(answers, index.of(rule), weights.pass);
  }
  const unchecked = uncheckedOf(flow);
  // Half an answer is none: what passed at another stage does not speak for what was not looked at.
  for (const { rule } of unchecked) answers[index.of(rule)] = weights['not-checkable'];
  const violations = violationsOf(flow);
  for (const { rule, effect } of violations) {
    raise(answers, index.of(rule), effect === 'error' ? weights.fail : weights.warn);
  }
  markUnread(answers, flow, index);
  return { answers, violations, unchecked, skipped: violations.some(({ skipped }) => skipped) };
};
