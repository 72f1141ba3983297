import { readFile } from 'node:fs/promises';
import { appidSchema } from '../config/app-schema.ts';
import { createFile } from '../config/create-file.ts';
import type { Config } from '../config/load.ts';
import { type AppReport, readApp } from '../config/load-app.ts';
import { newAppFile } from '../config/new-app-file.ts';
import { replaceFile } from '../config/replace-file.ts';
import type { Problem as Mistake } from '../errors.ts';
import type { Policy } from '../model/policy.ts';
import { type AppPlace, checkedApp } from './checked-app.ts';
import { entityTag } from './entity-tag.ts';
import { type Preconditions, precondition } from './precondition.ts';
import { Problem } from './problem.ts';

/** A mini program as the gate has it. */
export interface AppRow {
  readonly appid: string;
  readonly name: string;
  readonly profile: string;
  /** Release channel: `0`, `devtools` or a release number. */
  readonly version: string;
  readonly skipVerification: boolean;
  /** Absolute; null: it was not read from a file. */
  readonly file: string | null;
  /** What keeps the file, as it is now, from being taken over. */
  readonly problems: readonly Mistake[];
  /** What is odd about it. */
  readonly warnings: readonly Mistake[];
}

/** An app file, and its entity tag. */
export interface AppText {
  readonly text: string;
  readonly tag: string;
}

/** An app that has a new file. */
export interface Replaced {
  readonly row: AppRow;
  readonly tag: string;
  /** Whether there was no such app before. */
  readonly isNew: boolean;
}

/** Where apps are kept. */
export interface AppDesk {
  readonly list: () => Promise<readonly AppRow[]>;
  /** The file as it is on the disk. Throws Problem. */
  readonly read: (appid: string) => Promise<AppText>;
  /** Gives an app, known or new, its file. Throws Problem, and then nothing has changed. */
  readonly replace: (appid: string, text: string, conditions: Preconditions) => Promise<Replaced>;
}

export interface AppDeskOptions {
  /** What is in force. */
  readonly config: () => Config;
  readonly reload: (config: Config) => void;
  readonly say: (level: 'info', sentence: string) => void;
}

const rowOf = (
  { appid, name, profile, version, skipVerification }: Policy,
  file: string | null,
  { problems, warnings }: Pick<AppReport, 'problems' | 'warnings'>,
): AppRow => ({ appid, name, profile: profile.name, version, skipVerification, file, problems, warnings });

const nothingAmiss = { problems: [], warnings: [] };

const unknownApp = ({ apps }: Config): Problem =>
  new Problem(404, `No app that was read from a file has this appid; the apps are ${[...apps.keys()].join(', ')}.`);

const placeOf = (config: Config, appid: string): AppPlace => {
  const known = config.files.get(appid);
  if (known) return { file: known.path, isNew: false };
  if (config.apps.has(appid) || !appidSchema.safeParse(appid).success) throw unknownApp(config);
  const file = newAppFile(config.gate.apps, appid);
  if (file !== null) return { file, isNew: true };
  throw new Problem(409, 'No folder takes new apps: "apps" names single files. Add "./apps/*.json" to it.');
};

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : error);

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Problem(500, `${file} could not be read (${codeOf(error)}).`);
  }
};

const written = async ({ file, isNew }: AppPlace, text: string): Promise<void> => {
  try {
    await (isNew ? createFile(file, text) : replaceFile(file, text));
  } catch (error) {
    const code = codeOf(error);
    if (isNew && code === 'EEXIST')
      throw new Problem(409, `${file} is there, and was not read as the file of this app. Nothing was changed.`);
    throw new Problem(500, `${file} could not be written (${code}). Nothing was changed.`);
  }
};

/** The same settings with one app anew. */
const withApp = (config: Config, { policy, settings, file: path, places }: AppReport & { policy: Policy }): Config => ({
  ...config,
  apps: new Map([...config.apps, [policy.appid, policy]]),
  files: new Map([...config.files, [policy.appid, { path, places, ...(settings ? { settings } : {}) }]]),
});

/** Changes wait for each other, so that the text on disk is the one in force. */
export const createAppDesk = ({ config, reload, say }: AppDeskOptions): AppDesk => {
  let last: Promise<unknown> = Promise.resolve();

  const change = async (appid: string, text: string, conditions: Preconditions): Promise<Replaced> => {
    const place = placeOf(config(), appid);
    await precondition(conditions, async () => (place.isNew ? null : entityTag(await textOf(place.file))));
    const report = await checkedApp(place, text, appid);
    await written(place, text);
    reload(withApp(config(), report));
    say('info', `The app ${appid} was ${place.isNew ? 'made' : 'changed'} over the admin API.`);
    return { row: rowOf(report.policy, place.file, report), tag: entityTag(text), isNew: place.isNew };
  };

  const row = async (policy: Policy): Promise<AppRow> => {
    const file = config().files.get(policy.appid)?.path ?? null;
    return rowOf(policy, file, file === null ? nothingAmiss : await readApp(file));
  };

  return {
    list: () => Promise.all([...config().apps.values()].map(row)),
    read: async (appid) => {
      const file = config().files.get(appid)?.path;
      if (file === undefined) throw unknownApp(config());
      const text = await textOf(file);
      return { text, tag: entityTag(text) };
    },
    replace: (appid, text, conditions) => {
      const changing = last.then(() => change(appid, text, conditions));
      last = changing.catch(() => {});
      return changing;
    },
  };
};
