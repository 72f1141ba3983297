import { z } from 'zod';
import { appSchema } from './app-schema.ts';
import { gateSchema } from './gate-schema.ts';
import type { Path } from './path.ts';
import { profileSchema } from './profile-schema.ts';

/** `gate`: mpgate.json; `app`: one mini program; `profile`: a platform of the user's own. */
export type Kind = 'gate' | 'app' | 'profile';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

const titles: { readonly [K in Kind]: string } = {
  gate: 'mpgate: the gate',
  app: 'mpgate: one mini program',
  profile: 'mpgate: a platform',
};

const made: { readonly [K in Kind]: JsonSchema } = {
  gate: { title: titles.gate, ...z.toJSONSchema(gateSchema, { io: 'input' }) },
  app: { title: titles.app, ...z.toJSONSchema(appSchema, { io: 'input' }) },
  profile: { title: titles.profile, ...z.toJSONSchema(profileSchema, { io: 'input' }) },
};

/** JSON Schema (2020-12) of a file, for editors; made from the declaration that also checks the file. */
export const jsonSchema = (kind: Kind): JsonSchema => made[kind];

/** The part of a schema that speaks of one place; undefined: none does. */
const partAt = (schema: JsonSchema, path: Path): JsonSchema | undefined =>
  path.reduce<JsonSchema | undefined>((part, step) => {
    const inner = typeof step === 'number' ? part?.items : part?.properties?.[step];
    return typeof inner === 'object' && !Array.isArray(inner) ? inner : undefined;
  }, schema);

/** The keys that an object of a file may have. */
export const keysAt = (kind: Kind, path: Path): readonly string[] =>
  Object.keys(partAt(made[kind], path)?.properties ?? {});

/** One value that can be set by itself. */
export interface Leaf {
  readonly path: readonly string[];
  /** JSON types that it may have: `string`, `integer`, `null`, `array` … */
  readonly types: readonly string[];
}

/** Every value of a file that can be set by itself, in the order of the declaration. */
export const leaves = (kind: Kind): readonly Leaf[] => leavesOf(made[kind], []);

const leavesOf = (schema: JsonSchema, path: readonly string[]): readonly Leaf[] =>
  Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    if (typeof inner !== 'object' || key === '$schema') return [];
    const here = [...path, key];
    return inner.properties ? leavesOf(inner, here) : [{ path: here, types: typesOf(inner) }];
  });

const typesOf = ({ type, anyOf }: JsonSchema): readonly string[] => [
  ...[type ?? []].flat(),
  ...(anyOf ?? []).flatMap((choice) => (typeof choice === 'object' ? typesOf(choice) : [])),
];
