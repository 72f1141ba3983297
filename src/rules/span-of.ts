const UNITS = [
  { name: 'day', ms: 86_400_000 },
  { name: 'hour', ms: 3_600_000 },
  { name: 'minute', ms: 60_000 },
] as const;

/** A length of time for a reader, rounded down to its largest unit: `12 days`, `1 hour`, `less than a minute`. */
export const spanOf = (ms: number): string => {
  const unit = UNITS.find((one) => ms >= one.ms);
  if (!unit) return 'less than a minute';
  const count = Math.floor(ms / unit.ms);
  return `${count} ${unit.name}${count === 1 ? '' : 's'}`;
};
