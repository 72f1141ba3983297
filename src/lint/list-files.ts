import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFault } from '../config/file-fault.ts';
import { ConfigError } from '../errors.ts';
import { leadsInside } from './leads-inside.ts';
import { isSource } from './lint-text.ts';

/** What was not read, and why. */
export interface LeftOut {
  /** From the project's folder, with `/`. */
  readonly file: string;
  readonly reason: string;
}

export interface Listing {
  /** From the project's folder, with `/`. */
  readonly files: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** Longer files are bundles and data, which nobody mends by hand. */
const MOST_BYTES = 2 * 1024 * 1024;
const NOTHING: Listing = { files: [], leftOut: [] };

/**
 * The sources below a folder (absolute, links resolved), sorted. Folders that begin with a dot and node_modules are not
 * entered, nor are those that run on the server. Links are not followed: what one inside the folder leads to is read at
 * its own place. Throws ConfigError if a folder cannot be read.
 */
export const listFiles = async (root: string, serverFolders: readonly string[]): Promise<Listing> => {
  const walk = async (folder: string): Promise<Listing> => {
    const listings: Listing[] = [];
    for (const entry of await entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isFolder = entry.isDirectory() && entry.name !== 'node_modules' && !serverFolders.includes(path);
      if (!entry.name.startsWith('.')) listings.push(isFolder ? await walk(path) : await listOne(root, path, entry));
    }
    return joined(listings);
  };
  const listing = await walk('');
  const server = serverFolders.map((file) => ({ file, reason: 'runs on the server (cloudfunctionRoot)' }));
  return joined([listing, { files: [], leftOut: server }]);
};

const entriesOf = async (folder: string): Promise<readonly Dirent[]> =>
  readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const message = fileFault(error).replace(/file/, 'folder');
    throw new ConfigError([{ file: folder, line: 1, column: 1, path: '', rule: null, message }]);
  });

const joined = (listings: readonly Listing[]): Listing => ({
  files: listings.flatMap(({ files }) => files).toSorted(),
  leftOut: listings.flatMap(({ leftOut }) => leftOut).toSorted((one, other) => (one.file < other.file ? -1 : 1)),
});

const listOne = async (root: string, path: string, entry: Dirent): Promise<Listing> => {
  if (entry.isSymbolicLink()) {
    return (await leadsInside(root, path)) === false ? leave(path, 'a link out of the folder') : NOTHING;
  }
  if (!entry.isFile() || !isSource(path)) return NOTHING;
  const { size } = await lstat(join(root, path));
  return size > MOST_BYTES ? leave(path, `${mebibytes(size)} MiB, above 2 MiB`) : { files: [path], leftOut: [] };
};

/** Rounded up, so that what is above the limit does not look like the limit. */
const mebibytes = (bytes: number): string => (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1);

const leave = (file: string, reason: string): Listing => ({ files: [], leftOut: [{ file, reason }] });
