import type { z } from 'zod';
import type { Problem } from '../errors.ts';
import { describeIssue } from './describe-issue.ts';
import type { Place } from './document.ts';
import { type Kind, keysAt } from './json-schema.ts';
import { dotted, type Path } from './path.ts';
import { isPlain, type Plain } from './plain.ts';
import { salvage } from './salvage.ts';
import { suggest } from './suggest.ts';

/** A value of a known origin: a file, the environment or the command line. */
export interface Sourced {
  readonly value: unknown;
  readonly locate: (path: Path) => Place;
  readonly locateKey: (path: Path) => Place;
}

export interface Checked<T> {
  /** What is sound, defaults filled in, so that it can be checked further; null: not even that. */
  readonly value: T | null;
  /** The same without defaults. */
  readonly raw: Plain;
  /** Where the mistakes are. */
  readonly faults: readonly Path[];
  readonly problems: readonly Problem[];
}

/**
 * Holds a value against its declaration; every mistake becomes a problem with its place. `required` stands in for keys
 * that have no default.
 */
export const checkShape = <T>(schema: z.ZodType<T>, kind: Kind, source: Sourced, required: Plain = {}): Checked<T> => {
  const parse = (value: unknown) => schema.safeParse(value, { error: describeIssue });
  const result = parse(source.value);
  const whole = isPlain(source.value) ? source.value : {};
  if (result.success) return { value: result.data, raw: whole, faults: [], problems: [] };
  const { issues } = result.error;
  const faults = issues.flatMap(pathsOf);
  const problems = issues.flatMap((issue) => problemsOf(issue, kind, source));
  if (!isPlain(source.value)) return { value: null, raw: {}, faults, problems };
  const raw = { ...required, ...salvage(whole, faults) };
  const again = parse(raw);
  if (again.success) return { value: again.data, raw, faults, problems };
  const rest = {
    ...required,
    ...salvage(
      raw,
      again.error.issues.flatMap(pathsOf).map((path) => path.slice(0, 1)),
    ),
  };
  const last = parse(rest);
  return { value: last.success ? last.data : null, raw: last.success ? rest : {}, faults, problems };
};

const pathOf = ({ path }: z.core.$ZodIssue): Path =>
  path.map((step) => (typeof step === 'symbol' ? String(step) : step));

const pathsOf = (issue: z.core.$ZodIssue): readonly Path[] => {
  const path = pathOf(issue);
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
};

const problemsOf = (issue: z.core.$ZodIssue, kind: Kind, { locate, locateKey }: Sourced): readonly Problem[] => {
  const of = (place: Place, path: Path, message: string): Problem => ({
    ...place,
    path: dotted(path),
    rule: null,
    message,
  });
  switch (issue.code) {
    case 'unrecognized_keys':
      return pathsOf(issue).map((path) => of(locateKey(path), path, unknownKey(path, kind)));
    case 'invalid_key':
      return pathsOf(issue).map((path) => of(locateKey(path), path, issue.issues[0]?.message ?? issue.message));
    default:
      return pathsOf(issue).map((path) => of(locate(path), path, issue.message));
  }
};

const unknownKey = (path: Path, kind: Kind): string => {
  const key = String(path.at(-1));
  const known = keysAt(kind, path.slice(0, -1)).filter((name) => name !== '$schema');
  const near = suggest(key, known);
  return near ? `unknown key "${key}"; did you mean "${near}"?` : `unknown key "${key}"; known are ${known.join(', ')}`;
};
