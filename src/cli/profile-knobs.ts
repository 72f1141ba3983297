import type { Knob, Profile } from '../model/policy.ts';

export type AnyKnob = Knob<unknown>;

/** A profile's knobs by name, in the order of their declaration. */
export const profileKnobs = (profile: Profile): ReadonlyMap<string, AnyKnob> =>
  new Map(
    Object.entries(profile).flatMap(([name, knob]: readonly [string, string | AnyKnob]) =>
      typeof knob === 'object' ? [[name, knob] as const] : [],
    ),
  );

/** A value for a reader: `none`, `1-1023, 1099`, `https://…`. */
export const knobText = (value: unknown): string => {
  if (value === null) return 'none named';
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return 'none';
  const numbers = value.filter((item) => typeof item === 'number');
  return numbers.length === value.length ? spans(numbers).join(', ') : value.join(', ');
};

/** Neighbours as one span: a thousand ports fill no screen. */
const spans = (numbers: readonly number[]): readonly string[] => {
  const found: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const open = found.at(-1);
    if (open && number === open.last + 1) open.last = number;
    else found.push({ first: number, last: number });
  }
  return found.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`));
};
