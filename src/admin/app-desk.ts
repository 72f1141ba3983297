import { parseDocument } from '../config/document.ts';
import type { Config } from '../config/load.ts';
import { type AppReport, checkApp, readApp } from '../config/load-app.ts';
import { replaceFile } from '../config/replace-file.ts';
import type { Problem as Mistake } from '../errors.ts';
import type { Policy } from '../model/policy.ts';
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

/** Where apps are kept. */
export interface AppDesk {
  readonly list: () => Promise<readonly AppRow[]>;
  /** Gives an app a new file. Throws Problem, and then nothing has changed. */
  readonly replace: (appid: string, text: string) => Promise<AppRow>;
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

const fileOf = ({ apps, files }: Config, appid: string): string => {
  const file = files.get(appid);
  if (file) return file.path;
  const known = [...apps.keys()].join(', ');
  throw new Problem(404, `No app that was read from a file has this appid; the apps are ${known}.`);
};

/** A text that is nested without end would exhaust the parser. */
const documentOf = (file: string, text: string): ReturnType<typeof parseDocument> => {
  try {
    return parseDocument(file, text);
  } catch (error) {
    if (error instanceof RangeError) throw new Problem(400, 'The text is nested too deeply to be an app file.');
    throw error;
  }
};

const refuse = (status: number, sentence: string, problems: readonly Mistake[]): never => {
  throw new Problem(status, `${sentence} Nothing was changed.`, {}, { problems });
};

/** The report of a text that can be taken over. */
const checked = async (file: string, text: string, appid: string): Promise<AppReport & { readonly policy: Policy }> => {
  const document = documentOf(file, text);
  if (document.value === undefined) return refuse(400, 'The text is not JSON with comments.', document.problems);
  const report = await checkApp(document);
  const { policy } = report;
  if (report.appid && report.appid.value !== appid) {
    const message = `this is the file of ${appid}; an appid cannot be changed over the API`;
    const other = { ...report.appid.place, path: 'appid', rule: null, message };
    return refuse(422, 'The file has mistakes.', [...report.problems, other]);
  }
  return policy ? { ...report, policy } : refuse(422, 'The file has mistakes.', report.problems);
};

const written = async (file: string, text: string): Promise<void> => {
  try {
    await replaceFile(file, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
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

  const change = async (appid: string, text: string): Promise<AppRow> => {
    const file = fileOf(config(), appid);
    const report = await checked(file, text, appid);
    await written(file, text);
    reload(withApp(config(), report));
    say('info', `The app ${appid} was changed over the admin API.`);
    return rowOf(report.policy, file, report);
  };

  const row = async (policy: Policy): Promise<AppRow> => {
    const file = config().files.get(policy.appid)?.path ?? null;
    return rowOf(policy, file, file === null ? nothingAmiss : await readApp(file));
  };

  return {
    list: () => Promise.all([...config().apps.values()].map(row)),
    replace: (appid, text) => {
      const changing = last.then(() => change(appid, text));
      last = changing.catch(() => {});
      return changing;
    },
  };
};
