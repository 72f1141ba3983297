/** Does a piece of work when it is its turn. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** At most so many pieces of work at the same time, in the order in which they were asked for. */
export const createTurns = (atOnce: number): Turn => {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  const done = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      done();
    }
  };
};
