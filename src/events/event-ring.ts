import type { Bus, FlowEvent, SessionBegan, SessionEvent } from '../model/event.ts';
import { clipEvent } from './clip.ts';

/** Some events after a place. Places count the events of a gate from 1. */
export interface Stretch {
  readonly events: readonly SessionEvent[];
  /** Place of the last one of them; the place itself where there are none. */
  readonly place: number;
  /** Events after the place asked for that are no longer held. */
  readonly lost: number;
}

/** The newest events of a gate, held while someone follows them and for a while after that. */
export interface EventRing {
  /** Tells the places of this gate from those of another one. */
  readonly epoch: string;
  /** Place of the newest event. */
  readonly place: () => number;
  /** At most so many events after a place, the oldest first. */
  readonly read: (after: number, most: number) => Stretch;
  /** `more` is called soon after events came, not for each of them. Returns the call that ends it. */
  readonly follow: (more: () => void) => () => void;
  /** Takes an event about the session itself. */
  readonly note: (event: SessionBegan) => void;
}

export interface EventRingOptions {
  /** Events held. */
  readonly size?: number;
  /** How long they are held after the last one has ceased to follow, milliseconds. */
  readonly keepMs?: number;
}

/** A reader sees what happened after that long; all that came by then goes out in one write. */
const wakeMs = 25;

/** What is held, and from which place on. */
interface Held {
  readonly events: SessionEvent[];
  readonly from: number;
}

class Ring implements EventRing {
  readonly epoch = Date.now().toString(36);
  readonly #size: number;
  readonly #keepMs: number;
  #count = 0;
  #held: Held | null = null;
  #followers: readonly (() => void)[] = [];
  #isWaking = false;
  #leaving: NodeJS.Timeout | undefined;

  constructor({ size = 16_384, keepMs = 600_000 }: EventRingOptions) {
    this.#size = size;
    this.#keepMs = keepMs;
  }

  take(event: FlowEvent): void {
    this.#count += 1;
    if (this.#held) this.#hold(this.#held, clipEvent(event));
  }

  note(event: SessionBegan): void {
    this.#count += 1;
    if (this.#held) this.#hold(this.#held, event);
  }

  place(): number {
    return this.#count;
  }

  read(after: number, most: number): Stretch {
    const from = Math.max(after + 1, this.#oldest());
    const to = Math.min(this.#count, from + most - 1);
    const events: SessionEvent[] = [];
    for (let place = from; place <= to; place += 1) {
      const event = this.#held?.events[(place - this.#held.from) % this.#size];
      if (event) events.push(event);
    }
    return { events, place: Math.max(to, from - 1), lost: from - after - 1 };
  }

  follow(more: () => void): () => void {
    clearTimeout(this.#leaving);
    this.#held ??= { events: [], from: this.#count + 1 };
    this.#followers = [...this.#followers, more];
    return () => {
      this.#followers = this.#followers.filter((other) => other !== more);
      if (this.#followers.length === 0) this.#leave();
    };
  }

  #leave(): void {
    clearTimeout(this.#leaving);
    const letGo = () => {
      this.#held = null;
    };
    this.#leaving = setTimeout(letGo, this.#keepMs).unref();
  }

  #oldest(): number {
    return this.#held ? Math.max(this.#held.from, this.#count - this.#size + 1) : this.#count + 1;
  }

  #hold({ events, from }: Held, event: SessionEvent): void {
    events[(this.#count - from) % this.#size] = event;
    if (this.#isWaking || this.#followers.length === 0) return;
    this.#isWaking = true;
    setTimeout(() => this.#wake(), wakeMs).unref();
  }

  #wake(): void {
    this.#isWaking = false;
    for (const more of this.#followers) more();
  }
}

/**
 * Subscribes to the bus. As long as nobody has followed it only counts: to hold an event costs little, but whatever is
 * held grows old, and is copied by the collector before it does.
 */
export const createEventRing = (bus: Pick<Bus, 'subscribe'>, options: EventRingOptions = {}): EventRing => {
  const ring = new Ring(options);
  bus.subscribe((event) => ring.take(event));
  return ring;
};
