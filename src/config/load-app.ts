import { resolve } from 'node:path';
import { ConfigError, type Problem } from '../errors.ts';
import type { AppFile } from '../model/event.ts';
import type { Policy, Profile } from '../model/policy.ts';
import { apis } from '../rules/apis.ts';
import { type App, appSchema } from './app-schema.ts';
import { type Checked, checkShape } from './check-shape.ts';
import { compile } from './compile.ts';
import type { Document, Place } from './document.ts';
import { profileOfApp } from './load-profile.ts';
import { dotted, type Path } from './path.ts';
import { readDocument } from './read-document.ts';
import { readTimeouts } from './read-timeouts.ts';
import { sortProblems } from './sort-problems.ts';

/** An app file with all that there is to say of it. */
export interface AppReport {
  readonly file: string;
  /** As the file has it, with its place; null: it has none that can be used. */
  readonly appid: { readonly value: string; readonly place: Place } | null;
  /** Where its settings stand, for reports. */
  readonly places: AppFile['places'];
  /** With defaults filled in and timeouts read from app.json; null: there are problems. */
  readonly settings: App | null;
  /** null: there are problems. */
  readonly policy: Policy | null;
  readonly problems: readonly Problem[];
  /** What rules of effect `warn` say. */
  readonly warnings: readonly Problem[];
  /** Absolute paths of the files read. */
  readonly watched: readonly string[];
}

/** The policy of one app file. Throws ConfigError with every mistake in it. */
export const loadApp = async (
  file: string,
): Promise<AppReport & { readonly policy: Policy; readonly settings: App }> => {
  const report = await readApp(file);
  const { policy, settings } = report;
  if (!policy || !settings) throw new ConfigError(report.problems);
  return { ...report, policy, settings };
};

/** As `loadApp`, but mistakes are part of the answer. */
export const readApp = async (file: string): Promise<AppReport> => checkApp(await readDocument(resolve(file)));

/** The same of a file already read. */
export const checkApp = async (document: Document): Promise<AppReport> => {
  const { file } = document;
  const unusable = {
    file,
    appid: null,
    places: placesOf(document),
    settings: null,
    policy: null,
    problems: document.problems,
    warnings: [],
    watched: [file],
  };
  if (document.value === undefined) return unusable;
  const checked = checkShape(appSchema, 'app', document, { appid: 'unknown' });
  const formal = [...document.problems, ...checked.problems];
  const appid = appidOf(document, checked);
  const named = checked.value && (await profileOfApp(checked.value.profile, file));
  const files = named?.file ? [file, named.file] : [file];
  if (!checked.value || !named?.profile) {
    return { ...unusable, appid, problems: sortProblems([...formal, ...(named?.problems ?? [])]), watched: files };
  }
  return withPolicy(
    { document, checked, app: checked.value, profile: named.profile, files },
    { ...unusable, appid },
    formal,
  );
};

/** An app file of the right shape, and the platform that it names. */
interface Shaped {
  readonly document: Document;
  readonly checked: Checked<App>;
  readonly app: App;
  readonly profile: Profile;
  /** Files that it is made of so far. */
  readonly files: readonly string[];
}

const withPolicy = async (shaped: Shaped, report: AppReport, formal: readonly Problem[]): Promise<AppReport> => {
  const { document, checked, profile, files } = shaped;
  const timeouts = await readTimeouts(shaped.app, profile, document);
  const { networkTimeout: _, ...rest } = shaped.app;
  const app = timeouts.values ? { ...rest, networkTimeout: timeouts.values } : rest;
  const { policy, said } = judged(app, profile, document, checked);
  const problems = [...formal, ...timeouts.problems, ...said.filter(({ effect }) => effect === 'error').map(plain)];
  const warnings = [
    ...unusedPins(app, profile, document),
    ...timeouts.warnings,
    ...said.filter(({ effect }) => effect === 'warn').map(plain),
  ];
  return {
    ...report,
    settings: problems.length > 0 ? null : app,
    policy: problems.length > 0 ? null : policy,
    problems: sortProblems(problems),
    warnings,
    watched: timeouts.file ? [...files, timeouts.file] : files,
  };
};

/** Settings that a finding may be about. */
const pointedAt: readonly Path[] = [
  ...apis.map((list) => ['domains', list]),
  ...['appid', 'domains', 'certs', 'networkTimeout', 'skipVerification', 'concurrency', 'version'].map((key) => [key]),
];

const placesOf = (document: Document): AppFile['places'] =>
  Object.fromEntries(
    pointedAt.flatMap((path) => {
      const { line, column } = document.locateKey(path);
      return document.has(path) ? [[dotted(path), { line, column }]] : [];
    }),
  );

const appidOf = (document: Document, { value, faults }: Checked<App>): AppReport['appid'] => {
  if (!value || faults.some((path) => dotted(path) === 'appid')) return null;
  return { value: value.appid, place: document.locate(['appid']) };
};

interface Said extends Problem {
  readonly effect: 'error' | 'warn';
}

/** What the rules say of the domain lists, with its places; entries that are no strings have been reported already. */
const judged = (app: App, profile: Profile, document: Document, { faults }: Checked<App>) => {
  compiled += 1;
  const { policy, violations } = compile(app, profile, `${app.appid}#${compiled}`);
  const reported = new Set(faults.map(dotted));
  // With a profile of its own choosing a rule would judge by numbers that the file did not mean.
  const asked = reported.has('profile') ? [] : violations;
  const said = asked.flatMap(({ list, index, violation: { rule, effect, message, fix } }): readonly Said[] => {
    const path = ['domains', list, index];
    if (reported.has(dotted(path))) return [];
    return [
      { ...document.locate(path), path: dotted(path), rule, effect, message: `${message.replace(/\.?$/, '.')} ${fix}` },
    ];
  });
  return { policy, said };
};

/** How many policies this process has compiled: no two have the same id. */
let compiled = 0;

const unusedPins = ({ certs }: App, { pins, name }: Profile, document: Document): readonly Problem[] => {
  if (pins.value || Object.keys(certs).length === 0) return [];
  const message = `the platform ${name} has no certificate pins (${pins.source}): these are not checked`;
  return [{ ...document.locateKey(['certs']), path: 'certs', rule: 'pin-spki', message }];
};

const plain = ({ file, line, column, path, rule, message }: Said): Problem => ({
  file,
  line,
  column,
  path,
  rule,
  message,
});
