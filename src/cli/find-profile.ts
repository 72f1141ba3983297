import { isProfileFile, loadProfile } from '../config/load-profile.ts';
import { suggest } from '../config/suggest.ts';
import { ConfigError, UsageError } from '../errors.ts';
import type { Profile } from '../model/policy.ts';
import { profiles } from '../profiles/index.ts';

/** The profile of a name or file. Throws UsageError where there is none, ConfigError where its file has mistakes. */
export const findProfile = async (name: string): Promise<Profile> => {
  const { profile, problems } = await loadProfile(name, process.cwd());
  if (profile) return profile;
  if (isProfileFile(name)) throw new ConfigError(problems);
  const names = [...profiles.keys()];
  const near = suggest(name, names);
  throw new UsageError(
    `"${name}" is no profile; ${near ? `did you mean "${near}"?` : `there are ${names.join(', ')}, and files of your own: ./my-profile.json`}`,
  );
};
