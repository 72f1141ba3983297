/** The value below which that part of the numbers lies; NaN for none. */
export const quantile = (numbers, part) => {
  const sorted = Float64Array.from(numbers).sort();
  return sorted.length === 0 ? Number.NaN : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
};

/** With an even count, the mean of the middle two. */
export const median = (numbers) => {
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
