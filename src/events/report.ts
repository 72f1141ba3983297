import type { State, Violation } from '../model/verdict.ts';

/** The first flow that shows what a rule found, the gravest effect first. */
export interface Example extends Pick<Violation, 'effect' | 'errMsg' | 'message' | 'fix'> {
  /** null: found in the app's own file, before any flow. */
  readonly flow: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * How one rule stands. The counts are flows, each counted once by the gravest answer that the rule gave; a look of the gate's
 * own at a server counts as one more.
 */
export interface RuleRow {
  readonly rule: string;
  readonly title: string;
  readonly state: State;
  readonly passed: number;
  readonly failed: number;
  readonly warned: number;
  readonly notCheckable: number;
  /** Why the first flow that could not be checked could not; null: each could. */
  readonly reason: string | null;
  readonly example: Example | null;
  /** The page about it, in mpgate's own folder; null: no rule of this version. */
  readonly docs: string | null;
}

export interface FlowTotals {
  /** Every flow that began. */
  readonly seen: number;
  readonly open: number;
  readonly completed: number;
  readonly refused: number;
  readonly failed: number;
  readonly aborted: number;
  /** Flows that could not be followed to their end, since too many were open: what they did is not in the report. */
  readonly lost: number;
}

/** What one app on one device did; rules that it never met are left out. */
export interface ClientRow {
  readonly appid: string | null;
  /** null: all further apps and devices together. */
  readonly device: string | null;
  readonly flows: number;
  readonly rules: readonly RuleRow[];
}

/** One thing amiss, seen twice: as the client met it now, and as the release build will meet it. */
export interface FindingRow {
  readonly rule: string;
  readonly appid: string | null;
  readonly api: string;
  /** Release channel of the app: `0`, `devtools` or a release number. */
  readonly version: string | null;
  /** Its host and port, where it is amiss with a server; null: with no server. */
  readonly server: string | null;
  /** Flows that showed it; of what a look of the gate's own showed, the flows to that server, from the one that led to it on. */
  readonly flows: number;
  readonly now: {
    readonly outcome: 'refused' | 'allowed';
    /**
     * Why the client is, or would be, let through: `skip-verification`: the app has that switch on; `debug`: the gate
     * refused, but a client of this version with its debug switch on does not; `effect`: the app file made the rule a
     * warning. null: no exemption.
     */
    readonly exempt: 'skip-verification' | 'debug' | 'effect' | null;
  };
  readonly release: {
    readonly outcome: 'fails' | 'allowed';
    /** What the `fail` callback gets; null where nothing fails. */
    readonly errMsg: string | null;
    readonly errno: number | null;
  };
  /** Of the first flow. */
  readonly message: string;
  readonly fix: string;
  readonly flow: string;
}

/** A session so far: plain data. */
export interface Report {
  readonly version: 1;
  /** `fail`: a rule of effect `error` was violated. `pass` says nothing of rules that were not seen. */
  readonly verdict: 'pass' | 'fail';
  readonly flows: FlowTotals;
  /** Flows that only went on because `skipVerification` was set. */
  readonly skipped: number;
  /** The same finding of the same app and API, and the same server, is one row; those that fail in the release build first. */
  readonly findings: readonly FindingRow[];
  /** Findings of flows that got no row, since there were too many kinds. */
  readonly findingsLost: number;
  /** Every rule, in the order of the rule table. */
  readonly rules: readonly RuleRow[];
  readonly clients: readonly ClientRow[];
}
