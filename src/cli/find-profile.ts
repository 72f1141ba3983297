import { suggest } from '../config/suggest.ts';
import { UsageError } from '../errors.ts';
import type { Profile } from '../model/policy.ts';
import { profiles } from '../profiles/index.ts';

/** The profile of a name. Throws UsageError where there is none. */
export const findProfile = async (name: string): Promise<Profile> => {
  const known = profiles.get(name);
  if (known) return known;
  const names = [...profiles.keys()];
  const near = suggest(name, names);
  throw new UsageError(
    `"${name}" is no profile; ${near ? `did you mean "${near}"?` : `there are ${names.join(', ')}`}`,
  );
};
