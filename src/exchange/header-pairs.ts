/** Names and values that alternate, in pairs. */
export const headerPairs = (flat: readonly string[]): [string, string][] => {
  const list: [string, string][] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) list.push([flat[i] ?? '', flat[i + 1] ?? '']);
  return list;
};
