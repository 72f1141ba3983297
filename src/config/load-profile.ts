import { basename, dirname, resolve } from 'node:path';
import type { Problem } from '../errors.ts';
import type { Profile } from '../model/policy.ts';
import { profiles } from '../profiles/index.ts';
import { checkShape } from './check-shape.ts';
import type { Document } from './document.ts';
import { extendProfile } from './extend-profile.ts';
import { profileSchema } from './profile-schema.ts';
import { readDocument } from './read-document.ts';
import { sortProblems } from './sort-problems.ts';

export interface ProfileReport {
  /** null: there are problems. */
  readonly profile: Profile | null;
  readonly problems: readonly Problem[];
  /** The file read; null: the profile is built in. */
  readonly file: string | null;
}

/** Whether a `profile` names a file rather than a platform. */
export const isProfileFile = (named: string): boolean => /[/\\]|\.jsonc?$/.test(named);

/** The profile of a name, or of a file whose path is relative to `folder`. An unknown name has neither. */
export const loadProfile = async (named: string, folder: string): Promise<ProfileReport> => {
  if (!isProfileFile(named)) return { profile: profiles.get(named) ?? null, problems: [], file: null };
  return checkProfile(await readDocument(resolve(folder, named)));
};

/** The same of a file already read; every mistake in it has its place. */
export const checkProfile = (document: Document): ProfileReport => {
  const { file } = document;
  if (document.value === undefined) return { profile: null, problems: document.problems, file };
  const { value, problems: formal } = checkShape(profileSchema, 'profile', document, { extends: 'tcsas' });
  const problems = sortProblems([...document.problems, ...formal]);
  const base = value && profiles.get(value.extends);
  if (!value || !base || problems.length > 0) return { profile: null, problems, file };
  return { profile: extendProfile(base, value, basename(file).replace(/\.jsonc?$/, '')), problems, file };
};

/** The profile that an app file names, its path relative to that file. */
export const profileOfApp = (named: string, appFile: string): Promise<ProfileReport> =>
  loadProfile(named, dirname(appFile));
