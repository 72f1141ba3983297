import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nameMatcher } from './name-matcher.ts';

/** The app files that one entry of `apps` names. */
export interface Found {
  readonly files: readonly string[];
  /** The folder of a pattern, to be watched for files that come later; null: the entry is one file. */
  readonly folder: string | null;
  /** Why the entry cannot be used; null: it can. A pattern that matches nothing can. */
  readonly fault: string | null;
}

/** `entry` is an absolute path; `*` in its last part stands for any text. */
export const findApps = async (entry: string): Promise<Found> => {
  const folder = dirname(entry);
  const pattern = basename(entry);
  if (folder.includes('*')) {
    return { files: [], folder: null, fault: `${entry}: a * may stand in the last part of the path only` };
  }
  if (!pattern.includes('*')) return oneFile(entry);
  const names = await readdir(folder).catch(() => []);
  const matches = nameMatcher(pattern);
  return {
    files: names
      .filter(matches)
      .sort()
      .map((name) => join(folder, name)),
    folder,
    fault: null,
  };
};

const oneFile = async (file: string): Promise<Found> => {
  const isFile = await stat(file)
    .then((entry) => entry.isFile())
    .catch(() => false);
  const fault = isFile ? null : `${file} does not exist or is no file; correct the path or leave the entry out`;
  return { files: isFile ? [file] : [], folder: null, fault };
};
