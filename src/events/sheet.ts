import type { ServerProbed } from '../model/event.ts';
import type { State, Verdict, Violation } from '../model/verdict.ts';
import type { Flow } from './flows.ts';
import { type Outcome, outcomes } from './record.ts';
import type { Example, RuleRow } from './report.ts';
import type { RuleIndex } from './rule-index.ts';
import { weigh, weights } from './weigh.ts';

const width = Object.keys(weights).length;

/** Counts that grow: flows by outcome, and by rule and answer. */
export interface Sheet {
  readonly ended: { [O in Outcome]: number };
  flows: number;
  skipped: number;
  /** At rule number × width + weight. */
  readonly counts: number[];
  /** By rule number. */
  readonly examples: Map<number, Example>;
  /** Why a rule could not be checked, by rule number; the first reason stands. */
  readonly reasons: Map<number, string>;
}

export const createSheet = (): Sheet => ({
  ended: { completed: 0, refused: 0, failed: 0, aborted: 0 },
  flows: 0,
  skipped: 0,
  counts: [],
  examples: new Map(),
  reasons: new Map(),
});

const count = (sheet: Sheet, number: number, weight: number, by = 1): void => {
  const at = number * width + weight;
  // Filled up first, so that the array has no holes and stays a fast one.
  while (sheet.counts.length <= at) sheet.counts.push(0);
  sheet.counts[at] = (sheet.counts[at] ?? 0) + by;
};

const outranks = (one: Example, other: Example | undefined): boolean =>
  !other || (one.effect === other.effect ? one.at < other.at : one.effect === 'error');

const show = (sheet: Sheet, number: number, example: Example): void => {
  if (outranks(example, sheet.examples.get(number))) sheet.examples.set(number, example);
};

const give = (sheet: Sheet, number: number, reason: string): void => {
  if (!sheet.reasons.has(number)) sheet.reasons.set(number, reason);
};

const exampleOf = ({ effect, errMsg, message, fix }: Violation, flow: string | null, at: number): Example => ({
  effect,
  errMsg,
  message,
  fix,
  flow,
  at,
});

/** Counts a flow, finished or open. */
export const addFlow = (sheet: Sheet, flow: Flow, index: RuleIndex): void => {
  const { answers, violations, unchecked, unread, skipped } = weigh(flow, index);
  sheet.flows += 1;
  if (flow.end) sheet.ended[outcomes[flow.end.type]] += 1;
  if (skipped) sheet.skipped += 1;
  for (const { rule, reason } of unchecked) give(sheet, index.of(rule), reason);
  answers.forEach((weight, number) => {
    if (weight !== weights.none) count(sheet, number, weight);
    if (weight === weights['not-checkable'] && unread !== null) give(sheet, number, unread);
  });
  const { flow: id, at } = flow.began;
  for (const violation of violations) show(sheet, index.of(violation.rule), exampleOf(violation, id, at));
};

/** Counts a look at a server, as one answer more of each rule that it was asked for; what it could not see has its own reason. */
export const addProbe = (sheet: Sheet, probed: ServerProbed, index: RuleIndex): void => {
  const { flow, at, passed, violations, unchecked = [] } = probed;
  for (const rule of passed) count(sheet, index.of(rule), weights.pass);
  for (const { rule, reason } of unchecked) {
    count(sheet, index.of(rule), weights['not-checkable']);
    sheet.reasons.set(index.of(rule), reason);
  }
  for (const violation of violations) {
    const number = index.of(violation.rule);
    count(sheet, number, violation.effect === 'error' ? weights.fail : weights.warn);
    show(sheet, number, exampleOf(violation, flow, at));
  }
};

/** Counts what the rules said of an app's file. A pass counts only for rules that no traffic is asked about. */
export const addFile = (sheet: Sheet, verdict: Verdict, index: RuleIndex): void => {
  for (const rule of verdict.passed) {
    const number = index.of(rule);
    if (index.places[number]?.stages.length === 0) count(sheet, number, weights.pass);
  }
  for (const violation of verdict.violations) {
    const number = index.of(violation.rule);
    count(sheet, number, violation.effect === 'error' ? weights.fail : weights.warn);
    show(sheet, number, exampleOf(violation, null, 0));
  }
};

/** One sheet with the sums of many. */
export const sumSheets = (sheets: Iterable<Sheet>): Sheet => {
  const sum = createSheet();
  for (const { ended, flows, skipped, counts, examples, reasons } of sheets) {
    for (const outcome of Object.values(outcomes)) sum.ended[outcome] += ended[outcome];
    sum.flows += flows;
    sum.skipped += skipped;
    for (const [at, by] of counts.entries()) count(sum, Math.floor(at / width), at % width, by);
    for (const [number, example] of examples) show(sum, number, example);
    for (const [number, reason] of reasons) give(sum, number, reason);
  }
  return sum;
};

/** The honest order: what was seen amiss outweighs what was seen well, and nothing seen is no pass. */
const stateOf = ({
  failed,
  warned,
  passed,
  notCheckable,
}: Pick<RuleRow, 'failed' | 'warned' | 'passed' | 'notCheckable'>): State => {
  if (failed > 0) return 'fail';
  if (warned > 0) return 'warn';
  if (passed > 0) return 'pass';
  return notCheckable > 0 ? 'not-checkable' : 'not-seen';
};

/** A row for each rule. */
export const rowsOf = (sheet: Sheet, index: RuleIndex): readonly RuleRow[] =>
  index.places.map(({ rule, title, docs }, number) => {
    const at = (weight: number): number => sheet.counts[number * width + weight] ?? 0;
    const row = {
      rule,
      title,
      passed: at(weights.pass),
      failed: at(weights.fail),
      warned: at(weights.warn),
      notCheckable: at(weights['not-checkable']),
      reason: sheet.reasons.get(number) ?? null,
      example: sheet.examples.get(number) ?? null,
      docs,
    };
    return { ...row, state: stateOf(row) };
  });
