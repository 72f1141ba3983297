import type { Flow } from '../../../events/flows.ts';
import type { Violation } from '../../../model/verdict.ts';
import type { NotCheckable } from '../../../rules/rule.ts';
import type { Said } from '../said.ts';
import type { Under } from '../under.ts';

/** What a rule says under another platform. */
export type Carried = Violation | NotCheckable | 'pass' | 'none';

/** What there is to go by besides the rule's own answer. */
export interface Ground {
  readonly flow: Flow;
  readonly under: Under;
  /** Whether the flow would have to wait in line there for longer than it did, or wait where it did not. */
  readonly waitsLonger: boolean;
}

/** What follows from what a rule said in the session for the other platform. */
export type Carry = (said: Said, ground: Ground) => Carried;
