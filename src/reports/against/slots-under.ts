import type { Flow } from '../../events/flows.ts';
import type { FlowJudged } from '../../model/event.ts';
import type { AdmitFacts } from '../../model/facts.ts';
import { slotsAtOnce } from '../../rules/limits.ts';
import type { Under } from './under.ts';

/** What stood when a flow came to be admitted, had the other platform's limits held. */
export interface Admission {
  readonly facts: AdmitFacts;
  /** Whether it would have to wait in line. */
  readonly waits: boolean;
}

/** Flows that are followed at a time: far above what a gate has open. */
const openLimit = 100_000;

/** Counts the places of each device and app as the other platform would, at the pace of the session. */
export class SlotsUnder {
  readonly #held = new Map<string, Set<string>>();
  readonly #admissions = new Map<string, Admission>();
  readonly #places = new Map<string, Set<string>>();

  /** At the admission of a flow that would have come so far there. */
  admit({ began: { flow, kind, device, appid } }: Flow, event: FlowJudged, { policy }: Under): void {
    if (kind === 'tunnel' || this.#admissions.size >= openLimit) return;
    const owner = `${device} ${appid} ${kind}`;
    const place = this.#places.get(owner) ?? new Set<string>();
    this.#places.set(owner, place);
    const limit = slotsAtOnce(kind, policy);
    const [oldest] = place;
    const closesOldest = kind === 'socket' && policy.profile.socketOverflow.value === 'close-oldest';
    if (closesOldest && oldest !== undefined && place.size >= limit) place.delete(oldest);
    const foreground = !event.violations.some(({ rule }) => rule === 'background-blocked');
    const [running, waiting] = [Math.min(place.size, limit), Math.max(0, place.size - limit)];
    const waits = running >= limit;
    this.#admissions.set(flow, { facts: { kind, running, waiting, room: true, foreground }, waits });
    const isTaken = foreground && (!waits || (kind === 'request' && policy.overflow === 'queue'));
    if (!isTaken) return;
    place.add(flow);
    this.#held.set(flow, place);
  }

  /** null: the flow did not come so far. */
  of(flow: string): Admission | null {
    return this.#admissions.get(flow) ?? null;
  }

  release(flow: string): void {
    this.#admissions.delete(flow);
    this.#held.get(flow)?.delete(flow);
    this.#held.delete(flow);
  }

  /** A gate that was killed told of no ends: the next one begins with every place free. */
  clear(): void {
    this.#held.clear();
    this.#admissions.clear();
    this.#places.clear();
  }
}
