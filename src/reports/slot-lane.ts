/** Whose places a lane counts. */
export interface LaneOwner {
  readonly device: string;
  readonly appid: string | null;
  readonly kind: 'request' | 'socket';
  /** How many may run at once. */
  readonly limit: number;
}

/** The most at any moment of each point of the time axis. */
export interface LaneHistory extends LaneOwner {
  readonly running: readonly number[];
  readonly waiting: readonly number[];
}

export interface Lane extends LaneOwner {
  readonly isFull: () => boolean;
  readonly change: (point: number, which: 'running' | 'waiting', by: 1 | -1) => void;
  /** Every place is free from here on. */
  readonly empty: (point: number) => void;
  /** Two neighbouring points become one. */
  readonly halve: () => void;
  readonly history: () => LaneHistory;
}

const halved = (values: readonly number[]): number[] =>
  Array.from({ length: Math.ceil(values.length / 2) }, (_, at) =>
    Math.max(values[at * 2] ?? 0, values[at * 2 + 1] ?? 0),
  );

export const createLane = (owner: LaneOwner): Lane => {
  const now = { running: 0, waiting: 0 };
  const past: { running: number[]; waiting: number[] } = { running: [], waiting: [] };

  /** What stood at the last change has stood since. */
  const fillTo = (point: number): number => {
    while (past.running.length <= point) {
      past.running.push(now.running);
      past.waiting.push(now.waiting);
    }
    // A clock that was set back: the change counts for the last point.
    return past.running.length - 1;
  };

  return {
    ...owner,
    isFull: () => now.running >= owner.limit || now.waiting > 0,
    change: (point, which, by) => {
      const at = fillTo(point);
      now[which] = Math.max(0, now[which] + by);
      past[which][at] = Math.max(past[which][at] ?? 0, now[which]);
    },
    empty: (point) => {
      fillTo(point);
      now.running = 0;
      now.waiting = 0;
    },
    halve: () => {
      past.running = halved(past.running);
      past.waiting = halved(past.waiting);
    },
    history: () => ({ ...owner, running: past.running, waiting: past.waiting }),
  };
};
