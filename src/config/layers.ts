import { resolve } from 'node:path';
import type { Sourced } from './check-shape.ts';
import type { Document, Place } from './document.ts';
import { type Environment, fromEnvironment } from './environment.ts';
import type { Gate } from './gate-schema.ts';
import { leaves } from './json-schema.ts';
import type { Path } from './path.ts';
import { at, isPlain, type Plain, put } from './plain.ts';

/** Settings given on the command line, in the form of mpgate.json; undefined ones are as if not there. */
export type GateFlags = DeepPartial<Gate>;

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T;

/** One origin of settings. */
export interface Layer extends Sourced {
  readonly origin: 'flag' | 'environment' | 'file';
  /** Folder that its relative paths start from. */
  readonly base: string;
}

const flagNames: Readonly<Record<string, string>> = {
  'listen.host': '--host',
  'listen.port': '--port',
  'admin.port': '--admin-port',
  apps: '--app',
  upstreamProxy: '--upstream-proxy',
  'record.har': '--har',
};

export const flagLayer = (flags: GateFlags, base: string): Layer => {
  const place = (path: Path): Place => {
    const key = path.filter((step) => typeof step === 'string').join('.');
    return { file: flagNames[key] ?? `--${key}`, line: 1, column: 1 };
  };
  return { origin: 'flag', base, value: defined(flags), locate: place, locateKey: place };
};

const defined = (value: unknown): unknown =>
  isPlain(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, defined(inner)]])),
      )
    : value;

export const environmentLayer = (env: Environment, base: string): Layer => ({
  origin: 'environment',
  base,
  ...fromEnvironment(env),
});

export const fileLayer = (document: Document, base: string): Layer => ({ origin: 'file', base, ...document });

/** One set of settings out of several, the strongest first. Single values and lists are taken whole, never mixed. */
export const merge = (layers: readonly Plain[]): Plain =>
  leaves('gate').reduce<Plain>((whole, { path }) => {
    const value = layers.map((layer) => at(layer, path)).find((candidate) => candidate !== undefined);
    return value === undefined ? whole : put(whole, path, value);
  }, {});

/** The same settings with the paths in them absolute. */
export const absolute = (settings: Plain, base: string): Plain => {
  const whole = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(whole);
    return typeof value === 'string' ? resolve(base, value) : value;
  };
  return paths.reduce<Plain>((result, path) => {
    const value = at(result, path);
    return value === undefined ? result : put(result, path, whole(value));
  }, settings);
};

const paths: readonly (readonly string[])[] = [
  ['apps'],
  ['upstreamCa'],
  ['caDir'],
  ['record', 'file'],
  ['record', 'har'],
];
