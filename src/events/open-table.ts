/** Things by id while they are open, in the order in which they came. */
export interface OpenTable<T> {
  readonly open: (id: string, value: T) => void;
  /** undefined: it is not open. */
  readonly get: (id: string) => T | undefined;
  readonly close: (id: string) => void;
  readonly values: () => Iterable<T>;
  readonly size: () => number;
}

/**
 * Closed ones leave the table later, `lag` of them behind: a Map makes its table anew whenever it has grown or shrunk, and
 * each old table keeps the next one alive, so that bursts of requests would leave it no rest.
 */
export const createOpenTable = <T>(lag = 1024): OpenTable<T> => {
  const values = new Map<string, T | null>();
  const closed: string[] = [];
  let at = 0;
  let size = 0;

  const forget = (id: string): void => {
    const before = closed[at];
    // Opened again since: it stays.
    if (before !== undefined && values.get(before) === null) values.delete(before);
    closed[at] = id;
    at = (at + 1) % lag;
  };

  return {
    open: (id, value) => {
      if (!values.get(id)) size += 1;
      values.set(id, value);
    },
    get: (id) => values.get(id) ?? undefined,
    close: (id) => {
      if (!values.get(id)) return;
      values.set(id, null);
      size -= 1;
      forget(id);
    },
    values: function* () {
      for (const value of values.values()) if (value !== null) yield value;
    },
    size: () => size,
  };
};
