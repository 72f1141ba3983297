import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';
import type { Environment } from './inputs.ts';

/** Files that GitHub's runner reads names and values from when a step has ended. */
export type EntryFile = 'GITHUB_ENV' | 'GITHUB_OUTPUT' | 'GITHUB_STATE';

/** The form for values of any text: no value can hold the delimiter, which is made for it alone. */
const entry = ([name, value]: readonly [string, string]): string => {
  const delimiter = `mpgate_${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
};

/** Rejects with UsageError where no runner has named the file. */
export const appendEntries = async (
  file: EntryFile,
  entries: Readonly<Record<string, string>>,
  env: Environment,
): Promise<void> => {
  const path = env[file];
  if (!path) throw new UsageError(`${file} names no file: this is a step for GitHub’s runner`);
  await appendFile(path, Object.entries(entries).map(entry).join(''));
};
