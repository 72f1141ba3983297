import type { State, Violation } from '../model/verdict.ts';

/** The first flow that shows what a rule found, the gravest effect first. */
export interface Example extends Pick<Violation, 'effect' | 'errMsg' | 'message' | 'fix'> {
  /** null: found in the app's own file, before any flow. */
  readonly flow: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** How one rule stands. The counts are flows, each counted once by the gravest answer that the rule gave. */
export interface RuleRow {
  readonly rule: string;
  readonly title: string;
  readonly state: State;
  readonly passed: number;
  readonly failed: number;
  readonly warned: number;
  readonly notCheckable: number;
  readonly example: Example | null;
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

/** A session so far: plain data. */
export interface Report {
  readonly version: 1;
  /** `fail`: a rule of effect `error` was violated. `pass` says nothing of rules that were not seen. */
  readonly verdict: 'pass' | 'fail';
  readonly flows: FlowTotals;
  /** Flows that only went on because `skipVerification` was set. */
  readonly skipped: number;
  /** Every rule, in the order of the rule table. */
  readonly rules: readonly RuleRow[];
  readonly clients: readonly ClientRow[];
}
