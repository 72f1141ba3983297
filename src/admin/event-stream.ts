import type { Writable } from 'node:stream';
import type { EventRing } from '../events/event-ring.ts';
import type { SessionEvent } from '../model/event.ts';

/** What a stream says of itself; `lost`: events that no longer could be sent, null: how many is not known. */
export interface StreamNote {
  readonly v: 1;
  readonly type: 'stream.began' | 'stream.lost';
  /** Epoch milliseconds. */
  readonly at: number;
  readonly lost: number | null;
}

export interface EventStreamOptions {
  /** Between two signs of life, milliseconds. */
  readonly beatMs?: number;
  /** A reader that has taken nothing for that long is let go, milliseconds. */
  readonly stallMs?: number;
}

/** One reader of the events. */
export interface EventStream {
  /** Sends what the reader has room for, and ends. */
  readonly end: () => void;
}

/** Events that go out in one turn of the loop, so that one reader never keeps the traffic waiting. */
const mostAtOnce = 64;

const idOf = ({ epoch }: EventRing, place: number): string => `${epoch}-${place}`;

/** Where a `Last-Event-ID` stands; null: it is no id of this gate. */
const placeOf = (ring: EventRing, id: string): number | null => {
  const [, epoch, digits] = /^([0-9a-z]+)-(\d{1,15})$/.exec(id) ?? [];
  const place = Number(digits);
  return epoch === ring.epoch && place <= ring.place() ? place : null;
};

const block = (id: string, event: SessionEvent | StreamNote): string =>
  `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** One server-sent event about what was lost; `place` is where the reader goes on. */
const noteBlock = (ring: EventRing, type: StreamNote['type'], place: number, lost: number | null): string =>
  block(idOf(ring, place), { v: 1, type, at: Date.now(), lost });

interface Beginning {
  readonly place: number;
  readonly lost: number | null;
}

const beginningOf = (ring: EventRing, lastId: string | null): Beginning => {
  if (lastId === null) return { place: ring.place(), lost: 0 };
  const asked = placeOf(ring, lastId);
  if (asked === null) return { place: ring.place(), lost: null };
  const { lost } = ring.read(asked, 0);
  return { place: asked + lost, lost };
};

class Reader implements EventStream {
  readonly #target: Writable;
  readonly #ring: EventRing;
  /** Of the last event sent. */
  #place: number;
  #takenAt = performance.now();
  #turn: NodeJS.Immediate | undefined;

  constructor(target: Writable, ring: EventRing, { place, lost }: Beginning) {
    this.#target = target;
    this.#ring = ring;
    this.#place = place;
    target.write(noteBlock(ring, 'stream.began', place, lost));
  }

  follow({ beatMs = 15_000, stallMs = 60_000 }: EventStreamOptions): void {
    const leave = this.#ring.follow(() => this.#pump());
    const beating = setInterval(() => this.#beat(stallMs), beatMs).unref();
    this.#target.on('drain', () => {
      this.#takenAt = performance.now();
      this.#pump();
    });
    this.#target.once('close', () => {
      leave();
      clearInterval(beating);
      clearImmediate(this.#turn);
    });
    this.#pump();
  }

  end(): void {
    this.#pump();
    this.#target.end();
  }

  #pump(): void {
    const target = this.#target;
    if (target.writableEnded || target.destroyed || target.writableNeedDrain) return;
    const { events, place, lost } = this.#ring.read(this.#place, mostAtOnce);
    if (lost === 0 && events.length === 0) return;
    const first = place - events.length + 1;
    const notice = lost > 0 ? noteBlock(this.#ring, 'stream.lost', first - 1, lost) : '';
    target.write(notice + events.map((event, index) => block(idOf(this.#ring, first + index), event)).join(''));
    this.#place = place;
    this.#goOn();
  }

  /** There may be more; the traffic has its turn first. */
  #goOn(): void {
    clearImmediate(this.#turn);
    this.#turn = setImmediate(() => this.#pump());
  }

  #beat(stallMs: number): void {
    if (!this.#target.writableNeedDrain) this.#target.write(': \n\n');
    else if (performance.now() - this.#takenAt > stallMs) this.#target.destroy();
  }
}

/**
 * Sends events to a reader as it takes them. Nothing waits for it: what it has not taken stays in the ring alone, and what the
 * ring has let go by then is told as a number.
 */
export const streamEvents = (
  target: Writable,
  ring: EventRing,
  lastId: string | null,
  options: EventStreamOptions = {},
): EventStream => {
  const reader = new Reader(target, ring, beginningOf(ring, lastId));
  reader.follow(options);
  return reader;
};
