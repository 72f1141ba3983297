import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { type Document, parseDocument } from '../config/document.ts';
import { at } from '../config/plain.ts';
import { ConfigError } from '../errors.ts';
import { leadsInside } from './leads-inside.ts';
import { readSource } from './read-source.ts';

/** The settings of a project, as far as there are any. */
export interface Settings {
  /** project.config.json and the private one of one person, which wins over it; Baidu has a name of its own for it. */
  readonly projects: readonly Document[];
  /** app.json or game.json, in the root of the package or in the folder itself. */
  readonly apps: readonly Document[];
  /** Folders of code that runs on the server, from the root, with `/`. */
  readonly serverFolders: readonly string[];
}

const PROJECT_FILES = ['project.config.json', 'project.private.config.json', 'project.swan.json'];
const APP_FILES = ['app.json', 'game.json'];
const ROOT_KEYS = ['miniprogramRoot', 'srcMiniprogramRoot'];

/** `root`: absolute, links resolved. Throws ConfigError if one of the files cannot be read as JSON. */
export const readSettings = async (root: string): Promise<Settings> => {
  const projects = await readThere(root, PROJECT_FILES);
  const foldersOf = (key: string) => projects.flatMap(({ value }) => folderNamed(at(value, [key])));
  const names = ['', ...ROOT_KEYS.flatMap(foldersOf)].flatMap((base) =>
    APP_FILES.map((name) => posix.join(base, name)),
  );
  const apps = await readThere(root, [...new Set(names)]);
  return { projects, apps, serverFolders: [...new Set(foldersOf('cloudfunctionRoot'))] };
};

/** The platform that a project most likely belongs to: only a mini game has a game.json. */
export const likelyProfile = ({ apps }: Settings): string =>
  apps.some(({ file }) => posix.basename(file) === 'game.json') ? 'tcsas-game' : 'tcsas';

/** Those of some files that are there; findings name them from the root, mistakes by their whole path. */
const readThere = async (root: string, names: readonly string[]): Promise<readonly Document[]> => {
  const documents: Document[] = [];
  for (const name of names) {
    if (!(await isFileInside(root, name))) continue;
    documents.push(parseDocument(name, await readSource(root, name)));
  }
  const problems = documents.flatMap((document) => document.problems);
  if (problems.length > 0) throw new ConfigError(problems.map((one) => ({ ...one, file: join(root, one.file) })));
  return documents;
};

const isFileInside = async (root: string, name: string): Promise<boolean> =>
  (await leadsInside(root, name)) === true && (await stat(join(root, name))).isFile();

/** A folder below the project's, as its settings name one: `./miniprogram/`; none if it leads elsewhere. */
const folderNamed = (value: unknown): readonly string[] => {
  if (typeof value !== 'string') return [];
  const path = posix.normalize(value).replace(/^\/+|\/+$/g, '');
  return path === '' || path === '.' || path.startsWith('..') ? [] : [path];
};
