import { basename, dirname, join } from 'node:path';
import { nameMatcher } from './name-matcher.ts';

/**
 * Where the file of a new app belongs: in the folder of the first of the `apps` that would find it there, under its appid.
 * null: none would. The appid is one that the schema of app files takes, so that it names no other folder.
 */
export const newAppFile = (apps: readonly string[], appid: string): string | null => {
  const name = `${appid}.json`;
  const entry = apps.find((path) => basename(path).includes('*') && nameMatcher(basename(path))(name));
  return entry === undefined ? null : join(dirname(entry), name);
};
