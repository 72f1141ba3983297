import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'jsonc-parser';
import { afterAll, describe, expect, it } from 'vitest';
import { fileKind } from '../../src/config/file-kind.ts';
import { jsonSchema, type Kind, keysAt } from '../../src/config/json-schema.ts';
import { readConfig } from '../../src/config/load.ts';
import { readApp } from '../../src/config/load-app.ts';
import { loadProfile } from '../../src/config/load-profile.ts';
import { isPlain } from '../../src/config/plain.ts';
import { filesOfGit, filesUnder, read, root } from './source.ts';

const folder = mkdtempSync(join(tmpdir(), 'mpgate-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readers = {
  app: readApp,
  gate: (file: string) => readConfig({ file, env: {} }),
  profile: (file: string) => loadProfile(file, root),
} as const satisfies { readonly [K in Kind]: unknown };

const problemsOf = async (file: string, kind: Kind): Promise<readonly string[]> => {
  const { problems } = await readers[kind](file);
  return problems.map(({ line, column, path, message }) => `${basename(file)}:${line}:${column} ${path}: ${message}`);
};

const examples = filesUnder('config').filter((path) => path.endsWith('.json') && !path.endsWith('.schema.json'));

describe('examples', () => {
  it('are there: the gate and at least one app', () => {
    expect(examples).toContain('config/mpgate.json');
    expect(examples.filter((path) => path.startsWith('config/apps/')).length).toBeGreaterThan(0);
  });

  it.each(examples)('%s loads', async (path) => {
    const kind = path.startsWith('config/apps/') ? 'app' : 'gate';
    expect(await problemsOf(join(root, path), kind)).toEqual([]);
  });

  it.each(examples)('%s names a schema that is there, for editors', (path) => {
    const { $schema } = parse(read(path));
    expect(filesUnder('config')).toContain(join(path, '..', $schema));
  });
});

describe('schemas for editors', () => {
  const files = {
    'config/mpgate.schema.json': 'gate',
    'config/app.schema.json': 'app',
    'config/profile.schema.json': 'profile',
  } as const;

  it.each(Object.entries(files))('%s is what the declaration says (UPDATE=1 writes it)', (path, kind) => {
    const schema = jsonSchema(kind);
    if (process.env.UPDATE === '1') writeFileSync(join(root, path), `${JSON.stringify(schema, null, 2)}\n`);
    expect(JSON.parse(read(path))).toEqual(JSON.parse(JSON.stringify(schema)));
  });
});

interface Block {
  /** `README.md:12`. */
  readonly place: string;
  readonly text: string;
  readonly kind: Kind;
}

/** Whether a value looks like (a part of) a config file rather than a refusal or a report, which carry `"version": 1`. */
const claimsToBeConfig = (value: unknown): boolean => {
  if (!isPlain(value) || typeof value.version === 'number') return false;
  const keys = Object.keys(value);
  if (keys.includes('extends')) return true;
  const known = keys.filter((key) => keysAt('gate', []).includes(key) || keysAt('app', []).includes(key));
  return known.length > 0 && known.length * 2 >= keys.length;
};

const blocksOf = (path: string): readonly Block[] =>
  [...read(path).matchAll(/^```(?:json|jsonc|json5)[^\n]*\n(.*?)^```/gms)].flatMap(({ 1: text = '', index }) => {
    const value: unknown = parse(text);
    const line = read(path).slice(0, index).split('\n').length;
    return claimsToBeConfig(value) ? [{ place: `${path}:${line}`, text, kind: fileKind(value) }] : [];
  });

const pages = filesOfGit().filter((path) => path.endsWith('.md'));
const blocks = pages.flatMap(blocksOf);

/** A page may show a part of a file, and names files that only its reader has. */
const readersOwn = /^\S+ (upstreamCa|appJson)\b/;

describe.runIf(blocks.length > 0)('config shown in the docs', () => {
  it.each(blocks)('$place is right', async ({ place, text, kind }) => {
    const copy = join(folder, place.replaceAll(/\W/g, '-'));
    cpSync(join(root, 'config'), join(copy, 'config'), { recursive: true });
    const app = join(copy, 'apps', 'shown.json');
    mkdirSync(join(copy, 'apps'));
    const isPart = kind === 'app' && parse(text).appid === undefined;
    const file = kind === 'gate' ? join(copy, 'config', 'mpgate.json') : app;
    writeFileSync(file, isPart ? text.replace('{', '{ "appid": "wx0123456789abcdef", ') : text);
    expect((await problemsOf(file, kind)).filter((problem) => !readersOwn.test(problem))).toEqual([]);
  });
});
