import type { FactsAt, RequestFacts, Stage } from '../model/facts.ts';
import type { Effect, Policy } from '../model/policy.ts';
import type { Finding, HeaderEdits } from '../model/verdict.ts';

/** The rule is asked, and the facts to answer are not there: what is missing, for a reader. */
export interface NotCheckable {
  readonly notCheckable: string;
}

/** `n/a`: the rule has nothing to say of such traffic, which is neither a pass nor a failure. */
export type Answer = Finding | NotCheckable | 'pass' | 'n/a';

export type Check<S extends Stage> = (facts: FactsAt[S], policy: Policy) => Answer;

/** One requirement of the platform: a row of every table that mpgate shows. */
export interface Rule {
  /** Kebab-case, stable for ever: configs and reports use it. */
  readonly id: string;
  readonly title: string;
  /** Document and line, `S0:103`; the first one stands in refusals. */
  readonly source: readonly [string, ...string[]];
  readonly effect: Effect;
  /** What the real client's `fail` callback gets; `{api}` is the API's name. */
  readonly errMsg: string;
  readonly errno: number | null;
  /** How to mend it; `{console}` is the platform's settings page. */
  readonly fix: string;
  /** Whether the DevTools switch "do not verify …" covers it (S0:160). */
  readonly skippable: boolean;
  /** Whether it protects the gate and its host: never off, never skipped. */
  readonly guard?: true;
  /**
   * What a tunnel whose bytes are passed unread means for it, where its stages do not tell: `asked`: it is held to the rule
   * all the same; `unasked`: its stage is reached, but what the rule is about lies in the bytes.
   */
  readonly unread?: 'asked' | 'unasked';
  /** The stages at which it is asked. A check under the wrong stage does not compile. */
  readonly checks: { readonly [S in Stage]?: Check<S> };
  /** Headers that it takes out of an answer, lower-case. */
  readonly drops?: readonly string[];
  /** What it changes in a request that goes on. */
  readonly amend?: (facts: RequestFacts, policy: Policy) => HeaderEdits;
}
