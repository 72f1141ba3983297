import type { Path } from './path.ts';
import { isPlain, type Plain } from './plain.ts';

/**
 * A copy without the faulty places, so that the rest of a file can still be checked and all its mistakes are reported
 * at once. A faulty entry of a list becomes the empty string: the places of the others stay.
 */
export const salvage = (value: Plain, faults: readonly Path[]): Plain => faults.reduce(withoutOne, value);

const withoutOne = (value: Plain, [step, ...rest]: Path): Plain => {
  if (typeof step !== 'string' || !Object.hasOwn(value, step)) return value;
  const { [step]: inner, ...others } = value;
  const kept = rest.length === 0 ? undefined : inWhole(inner, rest);
  return kept === undefined ? others : { ...value, [step]: kept };
};

const inWhole = (inner: unknown, [step, ...rest]: Path): unknown => {
  if (step === undefined) return undefined;
  if (isPlain(inner)) return withoutOne(inner, [step, ...rest]);
  if (!Array.isArray(inner) || typeof step !== 'number') return undefined;
  return inner.map((entry: unknown, index) => (index === step ? (inWhole(entry, rest) ?? '') : entry));
};
