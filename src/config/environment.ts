import type { Sourced } from './check-shape.ts';
import { type Leaf, leaves } from './json-schema.ts';
import type { Path } from './path.ts';
import { type Plain, put } from './plain.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable of a key: `limits.headerBytes` → `MPGATE_LIMITS_HEADER_BYTES`. */
export const environmentName = (path: Path): string =>
  `MPGATE_${path
    .map((step) => String(step).replace(/[A-Z]/g, (letter) => `_${letter}`))
    .join('_')
    .toUpperCase()}`;

/**
 * What the environment sets, as mpgate.json would have it. A value is JSON where it reads as JSON of the key's type, a
 * list may also be written with commas, anything else is a string. An empty variable sets nothing.
 */
export const fromEnvironment = (env: Environment): Sourced & { readonly value: Plain } => {
  const place = (path: Path) => {
    const leaf = leaves('gate').find((candidate) => candidate.path.every((step, index) => step === path[index]));
    return { file: environmentName(leaf?.path ?? path), line: 1, column: 1 };
  };
  const value = leaves('gate').reduce<Plain>((whole, leaf) => {
    const text = env[environmentName(leaf.path)];
    return text === undefined || text === '' ? whole : put(whole, leaf.path, read(text, leaf));
  }, {});
  return { value, locate: place, locateKey: place };
};

const read = (text: string, { types }: Leaf): unknown => {
  const parsed = parse(text);
  if (types.includes(typeOf(parsed))) return parsed;
  if (types.includes('array')) return text.split(',').flatMap((part) => part.trim() || []);
  return text;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? 'integer' : typeof value;
};
