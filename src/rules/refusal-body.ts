import type { Violation } from '../model/verdict.ts';
import { docsOf } from './docs-of.ts';

/** A refusal as clients and `--json` get it. */
export interface RefusalBody extends Omit<Violation, 'mild' | 'skipped'> {
  readonly version: 1;
  /** The page about the rule, in mpgate's own folder. */
  readonly docs: string;
}

/** A violation as the body of its refusal. */
export const refusalBody = (violation: Violation): RefusalBody => ({
  version: 1,
  errMsg: violation.errMsg,
  errno: violation.errno,
  rule: violation.rule,
  effect: violation.effect,
  profile: violation.profile,
  source: violation.source,
  message: violation.message,
  expected: violation.expected,
  actual: violation.actual,
  fix: violation.fix,
  docs: docsOf(violation.rule),
});
