import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadApp } from '../config/load-app.ts';
import { UsageError } from '../errors.ts';
import { type Basis, basisOfApp, basisOfProfile } from '../lint/basis.ts';
import { type LintReport, lintProject } from '../lint/lint-project.ts';
import { likelyProfile, readSettings, type Settings } from '../lint/read-settings.ts';
import type { Profile } from '../model/policy.ts';
import { profiles } from '../profiles/index.ts';
import { version } from '../reports/version.ts';
import { lintSarif } from './lint-sarif.ts';
import { lintText } from './lint-text.ts';
import { palette } from './palette.ts';
import { print, printJson } from './print.ts';

export interface LintOptions {
  readonly dir: string;
  /** undefined: no list is asked. */
  readonly app: string | undefined;
  /** undefined: that of the app file, else the likeliest. */
  readonly profile: string | undefined;
  readonly format: 'text' | 'json' | 'sarif';
}

/** A report with what it was made from. */
export interface Linted extends LintReport {
  /** As the command line has it. */
  readonly dir: string;
  readonly profile: string;
  /** null: no app file. */
  readonly appid: string | null;
}

/** Judges a folder's settings and sources and prints what is wrong. */
export const lint = async ({ dir, app, profile, format }: LintOptions): Promise<void> => {
  const root = await realFolder(dir);
  const settings = await readSettings(root);
  const basis = await basisFor(app, profile, settings);
  const own = app === undefined ? null : await realpath(app);
  const report = await lintProject(root, settings, basis, (file) => join(root, file) === own);
  const { policy, hasLists } = basis;
  const linted = { dir, profile: policy.profile.name, appid: hasLists ? policy.appid : null, ...report };
  process.exitCode = report.findings.some(({ effect }) => effect === 'error') ? 1 : 0;
  show(linted, format);
};

const show = (linted: Linted, format: LintOptions['format']): void => {
  if (format === 'json') printJson({ version: 1, ...linted });
  else if (format === 'sarif') printJson(lintSarif(linted, version));
  else print(lintText(linted, palette(process.stdout)));
};

const realFolder = async (dir: string): Promise<string> => {
  const found = await stat(dir).catch(() => null);
  if (!found?.isDirectory()) throw new UsageError(`"${dir}" is no folder; name the folder of a mini program`);
  return realpath(dir);
};

const basisFor = async (app: string | undefined, profile: string | undefined, settings: Settings): Promise<Basis> => {
  if (app === undefined) return basisOfProfile(profileNamed(profile ?? likelyProfile(settings)), profile !== undefined);
  const { policy } = await loadApp(app);
  return basisOfApp(policy, profile === undefined ? policy.profile : profileNamed(profile));
};

const profileNamed = (name: string): Profile => {
  const profile = profiles.get(name);
  if (!profile) throw new UsageError(`"${name}" is no profile; there are ${[...profiles.keys()].join(', ')}`);
  return profile;
};
