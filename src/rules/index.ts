import type { Stage } from '../model/facts.ts';
import type { Check, Rule } from './rule.ts';

/** Every rule, in the order in which they are asked: the first error is the cause of a refusal. */
export const rules: readonly Rule[] = [];

export interface Asked<S extends Stage> {
  readonly rule: Rule;
  readonly check: Check<S>;
}

const at = <S extends Stage>(stage: S): readonly Asked<S>[] =>
  rules.flatMap((rule) => {
    const check = rule.checks[stage];
    return check ? [{ rule, check }] : [];
  });

const table: { readonly [S in Stage]: readonly Asked<S>[] } = {
  config: at('config'),
  tunnel: at('tunnel'),
  request: at('request'),
  admit: at('admit'),
  dial: at('dial'),
  peer: at('peer'),
  clock: at('clock'),
};

/** The rules of one stage with their checks. */
export const rulesAt = <S extends Stage>(stage: S): readonly Asked<S>[] => table[stage];
