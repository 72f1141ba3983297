import { UsageError } from '../errors.ts';

/** For yargs' `coerce`: an option that takes one value and was given several times is a mistake, not a list. */
export const once =
  (option: string) =>
  (value: unknown): string => {
    if (Array.isArray(value)) throw new UsageError(`--${option} is given ${value.length} times; give it once`);
    if (value === '') throw new UsageError(`--${option} has no value; write --${option} VALUE`);
    return String(value);
  };
