/** The table, state by state: each cell is a case, or the reason why there is none. */
import type { Effect } from '../../../src/model/policy.ts';
import type { State } from '../../../src/model/verdict.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import type { FileTrial, NetworkTrial, Never, Trial, Trials } from './trial.ts';
import { never } from './trial.ts';

/** An app file that is not taken: where it may be, no gate runs with it. */
export interface Refused {
  readonly kind: 'refused';
  readonly app: FileTrial['app'];
}

export interface Cell {
  readonly rule: string;
  readonly state: State;
  /** What it is about, where a state has several. */
  readonly name: string;
  readonly shown: Trial | NetworkTrial | FileTrial | Refused | Never;
}

const guarded = never('It guards the gate and its host: no app file changes its effect, and none switches it off.');

const withRule = (app: FileTrial['app'], id: string, effect: Effect): FileTrial['app'] => ({
  ...app,
  rules: { ...app.rules, [id]: effect },
});

/** The same with another effect of the rule. */
const changed = (shown: Trials['amiss'], rule: Rule, effect: Effect): Cell['shown'] => {
  if (shown.kind === 'never' || effect === rule.effect) return shown;
  if (rule.guard) return guarded;
  if (shown.kind !== 'trial') return { ...shown, app: withRule(shown.app, rule.id, effect) };
  const setup = () => {
    const before = shown.setup();
    return { ...before, app: withRule(before.app ?? {}, rule.id, effect) };
  };
  return { ...shown, setup };
};

/** What is amiss in an app's file keeps it from being taken. */
const failing = (shown: Cell['shown']): Cell['shown'] =>
  shown.kind === 'file' ? { kind: 'refused', app: shown.app } : shown;

/** A rule that is off is not asked: what breaks it shows nothing, whatever passes. */
const offCell = (rule: Rule, amiss: Trials['amiss']): readonly Cell[] => {
  const shown = changed(amiss, rule, 'off');
  return shown.kind === 'never' ? [] : [{ rule: rule.id, state: 'not-seen', name: 'switched off', shown }];
};

export const cellsOf = (rule: Rule, { well, amiss, unread, elsewhere, more = [] }: Trials): readonly Cell[] => [
  { rule: rule.id, state: 'pass', name: 'kept', shown: well },
  { rule: rule.id, state: 'fail', name: 'broken', shown: failing(changed(amiss, rule, 'error')) },
  { rule: rule.id, state: 'warn', name: 'broken, with effect warn', shown: changed(amiss, rule, 'warn') },
  { rule: rule.id, state: 'not-checkable', name: 'unread', shown: unread },
  { rule: rule.id, state: 'not-seen', name: 'no such traffic', shown: elsewhere },
  ...offCell(rule, amiss),
  ...more.map(([state, name, shown]) => ({ rule: rule.id, state, name, shown })),
];
