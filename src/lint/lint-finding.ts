import type { Violation } from '../model/verdict.ts';

/** What a rule has to say of a source, without its place. */
export type Complaint = Pick<Violation, 'rule' | 'effect' | 'message' | 'fix' | 'source'>;

/** A complaint with its place. Lines and columns count from 1, columns in UTF-16 units. */
export interface LintFinding extends Complaint {
  /** From the project's folder, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
