import type { Effect } from './policy.ts';

/** What a rule saw amiss. Messages name the host, the app and the limit, never a secret. */
export interface Finding {
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  /** What this platform's client shows, where it is not what the rule says; `{api}` is the API's name. */
  readonly shows?: { readonly errMsg: string; readonly errno: number | null };
  /** Let through and reported, also where the rule's effect is `error`. */
  readonly effect?: 'warn';
}

/** A rule that was asked and did not have the facts to answer: never a pass. */
export interface Unchecked {
  readonly rule: string;
  /** What was missing, for a reader: `its text came compressed (gzip)`. */
  readonly reason: string;
}

/** A finding with all that a reader needs to act on it; serialised as the body of a refusal. */
export interface Violation {
  readonly rule: string;
  readonly effect: Exclude<Effect, 'off'>;
  /** What the real client's `fail` callback gets. */
  readonly errMsg: string;
  readonly errno: number | null;
  readonly profile: string;
  /** Document and line, `S0:103`. */
  readonly source: string;
  readonly message: string;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly fix: string;
  /** Set where the rule itself only warns of what it found, whatever its effect; else left out. */
  readonly mild?: true;
  /** Set where `skipVerification` alone turned an error into a warning. */
  readonly skipped: boolean;
}

interface Answers {
  readonly violations: readonly Violation[];
  readonly passed: readonly string[];
  /** Left out: every rule that was asked could answer. */
  readonly unchecked?: readonly Unchecked[];
}

/** The answer of one stage. `passed` names the rules that were asked and content; a rule that did not apply is in neither. */
export type Verdict = Answers &
  ({ readonly outcome: 'pass' } | { readonly outcome: 'block'; readonly cause: Violation });

/** Changes to a request's headers; names are compared without case. */
export interface HeaderEdits {
  readonly set: readonly (readonly [name: string, value: string])[];
}

/** How a rule stands over a session. `not-seen` and `not-checkable` never count as pass. */
export type State = 'pass' | 'fail' | 'warn' | 'not-seen' | 'not-checkable';
