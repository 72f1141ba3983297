import { Roster } from './roster.ts';

/** A place among the requests or sockets that run at once, or in the line for one; `release` gives it back once. */
export interface Place {
  readonly release: () => void;
}

/** What is open for one device and app. */
export interface Occupancy {
  readonly running: number;
  readonly waiting: number;
  /** Whether one more may wait: the line is bounded. */
  readonly room: boolean;
}

export type Kind = 'request' | 'socket';

/** Whose places they are. */
export const ownerOf = (device: string, appid: string): string => `${device} ${appid}`;

/** The places of one owner and kind. */
interface Lot {
  readonly key: string;
  readonly kind: Kind;
  running: number;
  /** How many may run before the line moves on. */
  limit: number;
  /** First in line first. */
  readonly waiting: Roster<() => void>;
  /** What ends those that run and may be closed, the oldest first. */
  readonly closers: Roster<() => void>;
}

/** Lots kept when they are empty: most owners come again at once. */
const KEPT_LOTS = 256;

/** Places by device and app; it counts, and the rules say how many there are. */
export class Slots {
  readonly #longestLine: number;
  readonly #lots = new Map<string, Lot>();
  readonly #total = { request: 0, socket: 0, waiting: 0 };

  constructor(longestLine: number) {
    this.#longestLine = longestLine;
  }

  occupancy(owner: string, kind: Kind): Occupancy {
    const lot = this.#lots.get(keyOf(owner, kind));
    if (!lot) return { running: 0, waiting: 0, room: true };
    return { running: lot.running, waiting: lot.waiting.size, room: lot.waiting.size < this.#longestLine };
  }

  /** Takes a place at once, whatever the count. `close`: ends what takes it, should another one need the place. */
  take(owner: string, kind: Kind, close?: () => void): Place {
    const lot = this.#lotOf(owner, kind);
    const place = this.#enter(lot);
    if (!close) return place;
    const seat = lot.closers.add(close);
    return {
      release: () => {
        seat.leave();
        place.release();
      },
    };
  }

  /** Closes the oldest that may be closed until there is room below `limit`. */
  makeRoom(owner: string, kind: Kind, limit: number): void {
    const lot = this.#lots.get(keyOf(owner, kind));
    for (const close of lot?.closers ?? []) {
      if (!lot || lot.running < limit) return;
      close();
    }
  }

  /** Takes a place when one of `limit` is free, in order; `admitted` is called then, never at once. */
  wait(owner: string, kind: Kind, limit: number, admitted: () => void): Place {
    const lot = this.#lotOf(owner, kind);
    lot.limit = limit;
    let place: Place | null = null;
    let isWaiting = true;
    const leaveLine = () => {
      if (isWaiting) this.#total.waiting -= 1;
      isWaiting = false;
      seat.leave();
    };
    const seat = lot.waiting.add(() => {
      leaveLine();
      place = this.#enter(lot);
      admitted();
    });
    this.#total.waiting += 1;
    return {
      release: () => {
        leaveLine();
        place?.release();
      },
    };
  }

  stats(): { readonly running: number; readonly sockets: number; readonly waiting: number } {
    return { running: this.#total.request, sockets: this.#total.socket, waiting: this.#total.waiting };
  }

  #lotOf(owner: string, kind: Kind): Lot {
    const key = keyOf(owner, kind);
    const lot = this.#lots.get(key) ?? {
      key,
      kind,
      running: 0,
      limit: 0,
      waiting: new Roster(),
      closers: new Roster(),
    };
    this.#lots.set(key, lot);
    return lot;
  }

  #enter(lot: Lot): Place {
    lot.running += 1;
    this.#total[lot.kind] += 1;
    let isHeld = true;
    return {
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        lot.running -= 1;
        this.#total[lot.kind] -= 1;
        this.#callNext(lot);
      },
    };
  }

  #callNext(lot: Lot): void {
    const { first } = lot.waiting;
    if (first && lot.running < lot.limit) first();
    else if (lot.running === 0 && lot.waiting.size === 0 && this.#lots.size > KEPT_LOTS) this.#lots.delete(lot.key);
  }
}

const keyOf = (owner: string, kind: Kind): string => `${kind} ${owner}`;
