import type { Violation } from '../model/verdict.ts';
import { docsOf } from './docs-of.ts';

/** A refusal as clients and `--json` get it. */
export interface RefusalBody {
  readonly version: 1;
  /** What the real client's `fail` callback gets. */
  readonly errMsg: string;
  readonly errno: number | null;
  readonly rule: string;
  readonly effect: Violation['effect'];
  readonly profile: string;
  /** Document and line, `S0:103`. */
  readonly source: string;
  readonly message: string;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly fix: string;
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
