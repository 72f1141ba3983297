import type { FindingRow, RuleRow } from '../../events/report.ts';

/** A request of the session that the other platform's client would not carry out, or whose answer it could not use. */
export interface AgainstRequest {
  readonly flow: string;
  /** Epoch milliseconds at which it began. */
  readonly at: number;
  readonly device: string;
  readonly appid: string;
  readonly method: string;
  /** Values that sound like secrets are hidden. */
  readonly url: string;
  readonly api: string;
  readonly rule: string;
  /** What the `fail` callback gets there. */
  readonly errMsg: string;
  readonly errno: number | null;
  /** Document and line, `S3:32`. */
  readonly source: string;
  readonly message: string;
  readonly fix: string;
  /** How the same request stands by the platform of the session, with verification on. */
  readonly recorded: 'passed' | 'failed';
}

/** An entry of a domain list that the other platform's console does not take. */
export interface AgainstEntry {
  readonly appid: string;
  readonly list: string;
  readonly rule: string;
  readonly source: string;
  readonly message: string;
  readonly fix: string;
}

/** A session judged again by the rules of another platform, as the release build of each app there: plain data. */
export interface Against {
  /** Name of the other platform. */
  readonly profile: string;
  /** `fail`: a request or a server fails, or the console refuses an entry. `pass` says nothing of rules that could not be checked. */
  readonly verdict: 'pass' | 'fail';
  /** Flows that were judged again. */
  readonly flows: number;
  /** In the order in which they ended. */
  readonly requests: readonly AgainstRequest[];
  /** Failing requests beyond those kept. */
  readonly requestsLost: number;
  /** What is amiss with servers there, by flows and by looks of the gate's own. */
  readonly servers: readonly FindingRow[];
  readonly entries: readonly AgainstEntry[];
  /** Every rule, as it stands under the other platform; a rule whose facts were not recorded is not checkable. */
  readonly rules: readonly RuleRow[];
}
