/** The known word that a misspelt one most likely meant; null: none is near. */
export const suggest = (word: string, known: readonly string[]): string | null => {
  const lower = word.toLowerCase();
  const near = known
    .map((candidate) => ({ candidate, distance: distance(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate ?? null;
};

/** Slips that turn one word into the other: a letter too many, too few, another, or two swapped (Damerau's distance). */
const distance = (from: string, to: string): number => {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let index = 1; index <= from.length; index += 1) {
    const next = [index];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[index - 1] === to[column - 1];
      const isSwapped = from[index - 1] === to[column - 2] && from[index - 2] === to[column - 1];
      const costs = [entry(row, column - 1) + (isSame ? 0 : 1), entry(row, column) + 1, entry(next, column - 1) + 1];
      next.push(Math.min(...costs, isSwapped ? entry(before, column - 2) + 1 : Number.POSITIVE_INFINITY));
    }
    before = row;
    row = next;
  }
  return entry(row, to.length);
};

const entry = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
