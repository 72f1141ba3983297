import type { Stage } from '../model/facts.ts';
import type { Unchecked, Violation } from '../model/verdict.ts';
import type { Flow } from './flows.ts';
import type { Place, RuleIndex } from './rule-index.ts';
import { whyUnread } from './why-unread.ts';

/** Answers of a rule to one flow; the higher one outweighs. */
export const weights = { none: 0, 'not-checkable': 1, pass: 2, warn: 3, fail: 4 } as const;

export interface Weighed {
  /** The gravest answer of each rule, by its number in the index; a hole is `none`. */
  readonly answers: readonly number[];
  readonly violations: readonly Violation[];
  /** Why rules could not answer, where the rule itself said so. */
  readonly unchecked: readonly Unchecked[];
  /** Why the others that are not checkable could not; null: there are none. */
  readonly unread: string | null;
  /** Whether `skipVerification` alone let the flow go on. */
  readonly skipped: boolean;
}

const raise = (answers: number[], number: number, weight: number): void => {
  if ((answers[number] ?? weights.none) < weight) answers[number] = weight;
};

/** Stages at which a tunnel is held to the rules of the background alone. */
const heldInPart: ReadonlySet<Stage> = new Set(['admit', 'clock']);

/** Whether a rule that gave no answer is one that unread bytes keep from answering. */
const isUnchecked = ({ stages, unread }: Place, reached: ReadonlySet<Stage>, isOwnSocket: boolean): boolean => {
  if (!reached.has('tunnel')) return isOwnSocket ? stages.includes('tunnel') : !stages.every((one) => reached.has(one));
  // A plain UDP or TCP socket carries no request that could be read, and its destination is all there is to ask.
  if (isOwnSocket || unread === 'asked') return false;
  return unread === 'unasked' || !stages.every((stage) => reached.has(stage) && !heldInPart.has(stage));
};

/**
 * A rule is not checkable for a flow whose bytes nobody could read, if it gave no answer and would have been asked more had
 * they been read. Flows that ended early for another reason prove nothing of the stages after.
 */
const markUnread = (answers: number[], flow: Flow, index: RuleIndex): void => {
  const reached = new Set(flow.judged.map(({ stage }) => stage));
  // Where nothing is dialled, no rule about that has missed anything.
  reached.add('dial');
  const isOwnSocket = flow.began.api === 'tcp' || flow.began.api === 'udp';
  for (const [number, place] of index.places.entries()) {
    if (isUnchecked(place, reached, isOwnSocket)) raise(answers, number, weights['not-checkable']);
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

/** What the steps of a flow passed, and nothing else. */
const passesOf = (judged: Flow['judged'], index: RuleIndex): number[] => {
  const answers: number[] = new Array(index.places.length).fill(weights.none);
  for (const { passed } of judged) {
    for (const rule of passed) raise(answers, index.of(rule), weights.pass);
  }
  return answers;
};

/** As many as there are courses that flows share. */
const MOST_KNOWN = 256;
const known = new WeakMap<RuleIndex, Map<Flow['judged'], readonly number[]>>();

/** The same, worked out once for the flows with nothing amiss that share their steps. */
const sharedPasses = (judged: Flow['judged'], index: RuleIndex): readonly number[] => {
  const ofIndex = known.get(index) ?? new Map<Flow['judged'], readonly number[]>();
  const before = ofIndex.get(judged);
  if (before) return before;
  const answers = passesOf(judged, index);
  if (ofIndex.size < MOST_KNOWN) known.set(index, ofIndex.set(judged, answers));
  return answers;
};

/** What every rule says of one flow. */
export const weigh = (flow: Flow, index: RuleIndex): Weighed => {
  const unchecked = uncheckedOf(flow);
  const violations = violationsOf(flow);
  const unread = whyUnread(flow);
  if (violations.length === 0 && unchecked.length === 0 && unread === null)
    return { answers: sharedPasses(flow.judged, index), violations, unchecked, unread, skipped: false };
  const answers = passesOf(flow.judged, index);
  // Half an answer is none: what passed at another stage does not speak for what was not looked at.
  for (const { rule } of unchecked) answers[index.of(rule)] = weights['not-checkable'];
  for (const { rule, effect } of violations) {
    raise(answers, index.of(rule), effect === 'error' ? weights.fail : weights.warn);
  }
  if (unread !== null) markUnread(answers, flow, index);
  return { answers, violations, unchecked, unread, skipped: violations.some(({ skipped }) => skipped) };
};
