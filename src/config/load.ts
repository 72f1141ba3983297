import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConfigError, type Problem } from '../errors.ts';
import type { AppFile } from '../model/event.ts';
import type { Policy } from '../model/policy.ts';
import { checkGate } from './check-gate.ts';
import { type Document, parseDocument } from './document.ts';
import type { Environment } from './environment.ts';
import type { Gate } from './gate-schema.ts';
import { environmentLayer, fileLayer, flagLayer, type GateFlags } from './layers.ts';
import { readApps } from './read-apps.ts';
import { readDocument } from './read-document.ts';
import { readGate } from './read-gate.ts';
import { sortProblems } from './sort-problems.ts';

export interface LoadOptions {
  /** mpgate.json; left out: `./config/mpgate.json`, if there is one. */
  readonly file?: string | undefined;
  /** App files in place of those that mpgate.json names; relative to the working folder. */
  readonly apps?: readonly string[] | undefined;
  /** Settings of the command line; paths in them are relative to the working folder. */
  readonly flags?: GateFlags | undefined;
  /** Variables `MPGATE_…`; paths in them are relative to the working folder. */
  readonly env?: Environment | undefined;
}

/** All settings, checked: what the gate runs by. */
export interface Config {
  /** mpgate.json, absolute; null: there is none. */
  readonly file: string | null;
  /** Paths are absolute. `defaultApp` is the only app's appid where there is one app and none was named. */
  readonly gate: Gate;
  /** By appid. */
  readonly apps: ReadonlyMap<string, Policy>;
  /** By appid: where each was read from. */
  readonly files: ReadonlyMap<string, AppFile>;
  /** Absolute: the files that all this was read from, and the folders of patterns, where more may appear. */
  readonly watched: readonly string[];
  /** What does not keep the gate from starting. */
  readonly warnings: readonly Problem[];
  /** Dotted path of each setting → `flag`, `environment`, `file` or `default`. */
  readonly origins: ReadonlyMap<string, string>;
}

export interface ConfigReport {
  /** null: there are problems. */
  readonly config: Config | null;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** The settings, from flag, environment, file and default, in this order. Throws ConfigError with every mistake. */
export const loadConfig = async (options: LoadOptions): Promise<Config> => {
  const { config, problems } = await readConfig(options);
  if (!config) throw new ConfigError(problems);
  return config;
};

/** As `loadConfig`, but mistakes are part of the answer. */
export const readConfig = async (options: LoadOptions): Promise<ConfigReport> => {
  const document = await mainDocument(options);
  const base = document ? dirname(document.file) : resolve('config');
  const cwd = process.cwd();
  const named = options.apps?.map((file) => resolve(file));
  const flags = named ? { ...options.flags, apps: named } : (options.flags ?? {});
  const layers = [
    flagLayer(flags, cwd),
    environmentLayer(options.env ?? {}, cwd),
    fileLayer(document ?? parseDocument(resolve(base, 'mpgate.json'), '{}'), base),
  ];
  const { gate, locate, origins, problems: formal } = readGate(layers, base);
  if (document && document.value === undefined) {
    return { config: null, problems: [...document.problems, ...formal], warnings: [] };
  }
  const read = await readApps(gate, locate, origins);
  const problems = [...(document?.problems ?? []), ...formal, ...(await checkGate(gate, locate)), ...read.problems];
  const file = document?.file ?? null;
  const watched = [...(file ? [file] : []), ...gate.upstreamCa, ...read.watched];
  const { apps, files, warnings, defaultApp } = read;
  const config = { file, gate: { ...gate, defaultApp }, apps, files, watched, warnings, origins };
  return { config: problems.length > 0 ? null : config, problems: sortProblems(problems), warnings };
};

/** null: no file was named, and there is none where it usually is. */
const mainDocument = async ({ file }: LoadOptions): Promise<Document | null> => {
  if (file !== undefined) return readDocument(resolve(file));
  const usual = resolve('config', 'mpgate.json');
  const isThere = await stat(usual)
    .then(() => true)
    .catch(() => false);
  return isThere ? readDocument(usual) : null;
};
