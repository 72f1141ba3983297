/** Gives equal lists one array, so that ten thousand flows that went the same way keep one list and not ten thousand. */
export type ListPool = (list: readonly string[]) => readonly string[];

const isEqual = (one: readonly string[], other: readonly string[]): boolean => {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] !== other[at]) return false;
  }
  return true;
};

/** `limit` bounds the lists that are compared with; any other list is handed back as it came. */
export const createListPool = (limit = 32): ListPool => {
  const pool: (readonly string[])[] = [];
  return (list) => {
    for (const shared of pool) {
      if (isEqual(shared, list)) return shared;
    }
    if (pool.length < limit) pool.push(list);
    return list;
  };
};
