import type { SessionApp } from '../../model/event.ts';
import type { Policy, Profile } from '../../model/policy.ts';
import type { Verdict, Violation } from '../../model/verdict.ts';

/** An app of a session under another platform. */
export interface Under {
  readonly policy: Policy;
  /** The platform by whose rules the session was judged; null: not known, so that its numbers are not either. */
  readonly was: Profile | null;
  /** What the other platform's console says of the domain lists, errors included. */
  readonly config: Verdict;
  readonly entries: readonly { readonly list: string; readonly violation: Violation }[];
}

/** `app`: as the session has it; null: the session does not know it. null: nobody knows its settings. */
export type FindUnder = (appid: string, app: SessionApp | null) => Under | null;
