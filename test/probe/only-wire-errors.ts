import { WireError } from '../../src/errors.ts';

/** What a parser gives, or null where it refuses; anything else that it throws goes on. */
export const onlyWireErrors = <T>(parse: () => T): T | null => {
  try {
    return parse();
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
};
