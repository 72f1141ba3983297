/** Cuts a session of unknown length into a bounded number of points, which grow twice as long when they run out. */
export interface TimeAxis {
  /** The point of a time; `at`: epoch milliseconds. */
  readonly pointOf: (at: number) => number;
  /** Epoch milliseconds of the first point. */
  readonly from: () => number;
  /** Milliseconds from one point to the next. */
  readonly stepMs: () => number;
}

/** `halve` is called for whoever keeps values by point: two neighbours become one. */
export const createTimeAxis = (limit: number, halve: () => void): TimeAxis => {
  let from = 0;
  let stepMs = 1;
  return {
    pointOf: (at) => {
      if (from === 0) from = at;
      // A clock that was set back does not move the axis.
      while (at - from >= limit * stepMs) {
        stepMs *= 2;
        halve();
      }
      return Math.max(0, Math.floor((at - from) / stepMs));
    },
    from: () => from,
    stepMs: () => stepMs,
  };
};
