/** A place among the requests or sockets that run at once. `cancel` gives it back, or leaves the line. */
export interface Place {
  readonly release: () => void;
}

/** What is open for one device and app. */
export interface Occupancy {
  readonly running: number;
  readonly waiting: number;
  readonly room: boolean;
}

export type Kind = 'request' | 'socket';

interface Lot {
  running: number;
  /** How many may run before the line moves on. */
  limit: number;
  /** First in line first; a Set, so that leaving the line is no search. */
  readonly waiting: Set<() => void>;
}

/** Places by device, app and kind; counts only, the rules say how many there are. */
export interface Slots {
  readonly occupancy: (owner: string, kind: Kind) => Occupancy;
  /** Takes a place at once, whatever the count. */
  readonly take: (owner: string, kind: Kind) => Place;
  /** Takes a place when one of `limit` is free, in order; `admitted` is called then, never at once. */
  readonly wait: (owner: string, kind: Kind, limit: number, admitted: () => void) => Place;
  readonly stats: () => { readonly running: number; readonly sockets: number; readonly waiting: number };
}

const NOBODY: Occupancy = { running: 0, waiting: 0, room: true };

export const createSlots = (longestLine: number): Slots => {
  const lots = new Map<string, Lot>();
  const total = { request: 0, socket: 0, waiting: 0 };
  const keyOf = (owner: string, kind: Kind) => `${kind} ${owner}`;

  const lotOf = (key: string): Lot => {
    const lot = lots.get(key) ?? { running: 0, limit: 0, waiting: new Set() };
    lots.set(key, lot);
    return lot;
  };

  const enter = (key: string, kind: Kind): Place => {
    const lot = lotOf(key);
    lot.running += 1;
    total[kind] += 1;
    let held = true;
    return {
      release: () => {
        if (!held) return;
        held = false;
        lot.running -= 1;
        total[kind] -= 1;
        callNext(key, lot);
      },
    };
  };

  const callNext = (key: string, lot: Lot) => {
    const [first] = lot.waiting;
    if (first && lot.running < lot.limit) first();
    else if (lot.running === 0 && lot.waiting.size === 0) lots.delete(key);
  };

  const occupancy = (owner: string, kind: Kind): Occupancy => {
    const lot = lots.get(keyOf(owner, kind));
    if (!lot) return NOBODY;
    return { running: lot.running, waiting: lot.waiting.size, room: lot.waiting.size < longestLine };
  };

  const wait = (owner: string, kind: Kind, limit: number, admitted: () => void): Place => {
    const key = keyOf(owner, kind);
    const lot = lotOf(key);
    lot.limit = limit;
    let place: Place | null = null;
    const leaveLine = () => {
      if (lot.waiting.delete(come)) total.waiting -= 1;
    };
    const come = () => {
      leaveLine();
      place = enter(key, kind);
      admitted();
    };
    lot.waiting.add(come);
    total.waiting += 1;
    return {
      release: () => {
        leaveLine();
        place?.release();
      },
    };
  };

  return {
    occupancy,
    take: (owner, kind) => enter(keyOf(owner, kind), kind),
    wait,
    stats: () => ({ running: total.request, sockets: total.socket, waiting: total.waiting }),
  };
};
