import type { Api, FactsAt, Stage } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Finding, Unchecked, Verdict, Violation } from '../model/verdict.ts';
import { cleanVerdict } from './clean-verdict.ts';
import { rulesAt } from './index.ts';
import type { Rule } from './rule.ts';

/** Asks every rule of a stage. Pure. `api` names the API in the client's error message. */
export const judge = <S extends Stage>(stage: S, facts: FactsAt[S], policy: Policy, api: Api): Verdict => {
  let content = 0;
  // Nearly always empty, and shared then.
  let violations: readonly Violation[] = NOTHING;
  let unchecked: readonly Unchecked[] | null = null;
  for (const { rule, check, bit } of rulesAt(stage)) {
    const effect = rule.guard ? rule.effect : (policy.effects.get(rule.id) ?? rule.effect);
    if (effect === 'off') continue;
    const answer = check(facts, policy);
    if (answer === 'pass') content |= bit;
    else if (answer === 'n/a') continue;
    else if ('notCheckable' in answer)
      unchecked = [...(unchecked ?? []), { rule: rule.id, reason: answer.notCheckable }];
    else violations = [...violations, violation(rule, answer.effect ?? effect, answer, policy, api)];
  }
  const clean = cleanVerdict(stage, content);
  if (violations.length === 0 && !unchecked) return clean;
  const { passed } = clean;
  const cause = violations.find(({ effect }) => effect === 'error');
  const answers = unchecked ? { violations, passed, unchecked } : { violations, passed };
  return cause ? { outcome: 'block', cause, ...answers } : { outcome: 'pass', ...answers };
};

const NOTHING: readonly Violation[] = [];

const violation = (rule: Rule, effect: 'error' | 'warn', finding: Finding, policy: Policy, api: Api): Violation => {
  const { errMsg, errno } = finding.shows ?? rule;
  const skipped = policy.skipVerification && rule.skippable && effect === 'error';
  return {
    rule: rule.id,
    effect: skipped ? 'warn' : effect,
    errMsg: errMsg.replace('{api}', api),
    errno,
    profile: policy.profile.name,
    source: sourceOf(rule, policy),
    message: finding.message,
    expected: finding.expected ?? null,
    actual: finding.actual ?? null,
    fix: rule.fix.replace('{console}', policy.profile.console.value),
    skipped,
    ...(finding.effect === 'warn' ? { mild: true } : {}),
  };
};

/** The line of the profile's own document where it has one. */
export const sourceOf = ({ source }: Rule, { profile }: Policy): string =>
  source.find((line) => line.startsWith(`${profile.document}:`)) ?? source[0];
