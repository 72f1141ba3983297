import type { Policy } from '../model/policy.ts';
import { rules } from '../rules/index.ts';
import { sourceOf } from '../rules/judge.ts';
import type { Complaint } from './lint-finding.ts';

/** A rule's complaint with the effect that the app gives it; none if the rule is off. `fix`: in place of the rule's own. */
export const complain = (id: string, message: string, policy: Policy, fix?: string): readonly Complaint[] => {
  const rule = rules.find((one) => one.id === id);
  const effect = rule && (policy.effects.get(id) ?? rule.effect);
  if (!rule || !effect || effect === 'off') return [];
  const way = (fix ?? rule.fix).replace('{console}', policy.profile.console.value);
  return [{ rule: id, effect, message, fix: way, source: sourceOf(rule, policy) }];
};
