import type { Policy } from '../../model/policy.ts';
import type { Violation } from '../../model/verdict.ts';
import { backgroundShows } from '../../rules/background-shows.ts';
import { rules } from '../../rules/index.ts';
import { sourceOf } from '../../rules/judge.ts';

const table = new Map(rules.map((rule) => [rule.id, rule]));

const ofBackground: ReadonlySet<string> = new Set(['background-blocked', 'background-grace']);

/** What the other platform's client shows; the API's name stands before the first colon. */
const shows = ({ rule, errMsg, errno }: Violation, { profile }: Policy): Pick<Violation, 'errMsg' | 'errno'> => {
  if (!ofBackground.has(rule)) return { errMsg, errno };
  const { shows: own } = backgroundShows(profile);
  return { errMsg: own.errMsg.replace('{api}', errMsg.split(':', 1)[0] ?? ''), errno: own.errno };
};

/** What a rule found, in the words of another platform; a release has no switch that skips verification. */
export const restamp = (violation: Violation, policy: Policy): Violation => {
  const rule = table.get(violation.rule);
  return {
    ...violation,
    ...shows(violation, policy),
    effect: violation.skipped ? 'error' : violation.effect,
    profile: policy.profile.name,
    source: rule ? sourceOf(rule, policy) : violation.source,
    fix: rule?.fix.replace('{console}', policy.profile.console.value) ?? violation.fix,
    skipped: false,
  };
};
