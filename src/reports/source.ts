import type { Flows } from '../events/flows.ts';
import type { Tally } from '../events/tally.ts';
import type { Bus, SessionBegan } from '../model/event.ts';
import type { Against } from './against/against.ts';

/** What a report is made from: a gate that runs, or a session file that is read again. */
export interface Source {
  readonly bus: Pick<Bus, 'subscribe'>;
  readonly flows: Pick<Flows, 'subscribe' | 'find' | 'open'>;
  readonly tally: Pick<Tally, 'report'>;
  /** The session judged again by another platform's rules, where that was asked for. */
  readonly against?: () => Against;
  /** The apps as they are at this point of the session; null: not known. */
  readonly session: () => SessionBegan | null;
}
