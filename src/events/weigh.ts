import type { Stage } from '../model/facts.ts';
import type { Violation } from '../model/verdict.ts';
import type { Flow } from './flows.ts';
import type { Place, RuleIndex } from './rule-index.ts';

/** Answers of a rule to one flow; the higher one outweighs. */
export const weights = { none: 0, 'not-checkable': 1, pass: 2, warn: 3, fail: 4 } as const;

export interface Weighed {
  /** The gravest answer of each rule, by its number in the index; a hole is `none`. */
  readonly answers: readonly number[];
  readonly violations: readonly Violation[];
  /** Whether `skipVerification` alone let the flow go on. */
  readonly skipped: boolean;
}

const raise = (answers: number[], number: number, weight: number): void => {
  if ((answers[number] ?? weights.none) < weight) answers[number] = weight;
};

/** A client that does not trust the gate's CA shows that it wants to send something, and nothing of that. */
const isDistrusted = ({ end }: Flow): boolean => end?.type === 'flow.failed' && end.code === 'CLIENT_TLS';

/** Whether its bytes were passed through unread, or are now: a tunnel that is no request is dialled for nothing else. */
const isSpliced = ({ began, judged, end }: Flow): boolean => {
  if (end?.type === 'flow.completed') return end.spliced !== null;
  if (end?.type === 'flow.failed') return false;
  const isDialled = ({ stage, violations }: Flow['judged'][number]): boolean =>
    stage === 'dial' && violations.every(({ effect }) => effect !== 'error');
  return began.kind === 'tunnel' && judged.some(isDialled);
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
 * A rule is not checkable for a flow whose bytes are passed through unread or not sent to the gate at all, if it gave no answer and would have been
 * asked more had they been read. Flows that ended early for another reason prove nothing of the stages after.
 */
const markUnread = (answers: number[], flow: Flow, index: RuleIndex): void => {
  if (!isSpliced(flow) && !isDistrusted(flow)) return;
  const reached = new Set(flow.judged.map(({ stage }) => stage));
  // Where nothing is dialled, no rule about that has missed anything.
  reached.add('dial');
  const isOwnSocket = flow.began.api === 'tcp' || flow.began.api === 'udp';
  for (const [number, place] of index.places.entries()) {
    if (isUnchecked(place, reached, isOwnSocket)) raise(answers, number, weights['not-checkable']);
  }
};

const none: readonly Violation[] = [];

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
  const violations = violationsOf(flow);
  for (const { rule, effect } of violations) {
    raise(answers, index.of(rule), effect === 'error' ? weights.fail : weights.warn);
  }
  markUnread(answers, flow, index);
  return { answers, violations, skipped: violations.some(({ skipped }) => skipped) };
};
