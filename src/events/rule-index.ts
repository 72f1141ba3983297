import type { FactsAt, Stage } from '../model/facts.ts';
import type { Effect } from '../model/policy.ts';
import { docsOf } from '../rules/docs-of.ts';

/** What a session's count needs of a rule. */
export interface CountedRule {
  readonly id: string;
  readonly title: string;
  /** As it is where no app file says otherwise; left out: as found. */
  readonly effect?: Effect;
  /** Whether the client's debug switch covers it. */
  readonly skippable?: boolean;
  /** As in `Rule`. */
  readonly unread?: 'asked' | 'unasked';
  readonly checks: { readonly [S in Stage]?: unknown };
}

export interface Place {
  readonly rule: string;
  readonly title: string;
  /** null: none of the rules that it was made from. */
  readonly docs: string | null;
  /** The stages of live traffic at which it is asked; none: only the app's file is judged by it. */
  readonly stages: readonly Stage[];
  /** What of a tunnel whose bytes are unread its stages do not tell; null: nothing. */
  readonly unread: 'asked' | 'unasked' | null;
}

/** Gives every rule a number, so that counting is adding to an array. */
export interface RuleIndex {
  readonly places: readonly Place[];
  readonly of: (rule: string) => number;
}

/** Further ids that get a place of their own; whatever comes after shares one. */
const strangers = 64;
const shared = 'other';

const stageTable: { readonly [S in keyof FactsAt]: boolean } = {
  config: false,
  tunnel: true,
  request: true,
  admit: true,
  dial: true,
  peer: true,
  body: true,
  response: true,
  clock: true,
};
const isStage = (name: string): name is Stage => name in stageTable;
const liveStages = Object.keys(stageTable)
  .filter(isStage)
  .filter((stage) => stageTable[stage]);

export const createRuleIndex = (rules: readonly CountedRule[]): RuleIndex => {
  const places: Place[] = rules.map(({ id, title, checks, unread = null }) => ({
    rule: id,
    title,
    docs: docsOf(id),
    stages: liveStages.filter((stage) => checks[stage] !== undefined),
    unread,
  }));
  const numbers = new Map(places.map(({ rule }, number) => [rule, number]));

  const settle = (rule: string): number => {
    const isFull = places.length >= rules.length + strangers;
    if (isFull && rule !== shared) return numbers.get(shared) ?? settle(shared);
    const number = places.push({ rule, title: rule, docs: null, stages: [], unread: null }) - 1;
    numbers.set(rule, number);
    return number;
  };

  return { places, of: (rule) => numbers.get(rule) ?? settle(rule) };
};
