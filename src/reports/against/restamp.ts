import type { Policy } from '../../model/policy.ts';
import type { Violation } from '../../model/verdict.ts';
import { rules } from '../../rules/index.ts';
import { sourceOf } from '../../rules/judge.ts';

const table = new Map(rules.map((rule) => [rule.id, rule]));

/** What a rule found, in the words of another platform; a release has no switch that skips verification. */
export const restamp = (violation: Violation, policy: Policy): Violation => {
  const rule = table.get(violation.rule);
  return {
    ...violation,
    effect: violation.skipped ? 'error' : violation.effect,
    profile: policy.profile.name,
    source: rule ? sourceOf(rule, policy) : violation.source,
    fix: rule?.fix.replace('{console}', policy.profile.console.value) ?? violation.fix,
    skipped: false,
  };
};
