import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPure, layerOf, read, root, type Source, sources } from './source.ts';

/** Who may import whom besides its own layer: a layer, or one file of it (`ca/spki`). `*`: all. */
const may: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  model: [],
  profiles: ['model'],
  rules: ['model'],
  users: [],
  config: ['model', 'profiles', 'rules', 'users/scrypt-hash', 'errors'],
  lint: ['model', 'profiles', 'rules', 'config', 'errors'],
  ca: ['errors'],
  chain: ['model', 'ca/roots', 'errors'],
  events: ['model', 'rules', 'errors'],
  reports: ['model', 'rules', 'events', 'errors'],
  upstream: ['model', 'rules', 'chain', 'ca/spki', 'ca/roots', 'errors'],
  check: ['model', 'rules', 'chain', 'upstream', 'probe', 'errors'],
  probe: ['model', 'errors'],
  exchange: ['model', 'rules', 'upstream', 'events', 'errors'],
  onboarding: ['model', 'rules', 'ca/export', 'ca/mobileconfig', 'reports/html/markup', 'errors'],
  downstream: [
    'model',
    'rules',
    'onboarding',
    'exchange',
    'upstream/connect',
    'upstream/locate',
    'probe/sni-reader',
    'users',
    'ca',
    'errors',
  ],
  admin: ['model', 'rules', 'events', 'config', 'reports/html/safe', 'errors'],
  cli: [
    'chain',
    'probe',
    'main',
    'model',
    'config',
    'lint',
    'rules',
    'profiles',
    'ca',
    'onboarding',
    'downstream/clients',
    'events',
    'reports',
    'upstream',
    'check',
    'users',
    'errors',
  ],
  main: ['*'],
};

/** Packages that have one place in the tree. */
const homes: Readonly<Record<string, string>> = {
  fastify: 'admin',
  yargs: 'cli',
  'node-forge': 'ca',
  'jsonc-parser': 'config',
  'js-tokens': 'lint',
  chokidar: 'cli',
  uqr: 'onboarding',
};

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Every import of `src` that a judge objects to, as `file:line imports what`. */
const offenders = (objects: (source: Source, specifier: string, file: string | null) => boolean): readonly string[] =>
  sources.flatMap((source) =>
    source.imports
      .filter(({ specifier, file }) => objects(source, specifier, file))
      .map(({ specifier, line }) => `${source.path}:${line} imports ${specifier}`),
  );

const forbidden = (source: Source, file: string): boolean => {
  const from = layerOf(source.path);
  const allowed = may[from] ?? [];
  const inner = file.replace(/^src\//, '').replace(/\.ts$/, '');
  return from !== layerOf(file) && !allowed.some((one) => one === '*' || one === layerOf(file) || one === inner);
};

/** A chain of files that import each other in a ring, types aside; undefined: none. */
const findRing = (): readonly string[] | undefined => {
  const edges = new Map(sources.map((s) => [s.path, s.imports.filter((i) => !i.typeOnly).map((i) => i.file)]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of edges.get(path) ?? []) {
      const ring = next === null ? undefined : visit(next, [...trail, path]);
      if (ring) return ring;
    }
    done.add(path);
    return undefined;
  };
  return sources.map(({ path }) => visit(path, [])).find((ring) => ring !== undefined);
};

describe('layers', () => {
  it('every file of src belongs to a layer with a row in the table of this test', () => {
    expect(sources.filter(({ path }) => !(layerOf(path) in may)).map(({ path }) => path)).toEqual([]);
  });

  it('a file imports only what its layer may (docs/architecture.md, "Who may import whom")', () => {
    expect(offenders((source, _, file) => file !== null && forbidden(source, file))).toEqual([]);
  });

  it('no file of src imports from outside of src, package.json aside', () => {
    const outside = (file: string): boolean => !file.startsWith('src/') && file !== 'package.json';
    expect(offenders((_source, _specifier, file) => file !== null && outside(file))).toEqual([]);
  });

  it('no files import each other in a ring (move what both need into a third file)', () => {
    expect(findRing()).toBeUndefined();
  });
});

describe('packages', () => {
  const { dependencies } = JSON.parse(read('package.json'));
  const isPackage = (specifier: string, file: string | null): boolean =>
    file === null && !specifier.startsWith('node:');

  it('every package that src imports is a dependency in package.json, not a devDependency', () => {
    expect(offenders((_, name, file) => isPackage(name, file) && !(packageOf(name) in dependencies))).toEqual([]);
  });

  it('every dependency in package.json is imported somewhere in src', () => {
    const used = new Set(sources.flatMap(({ imports }) => imports.map(({ specifier }) => packageOf(specifier))));
    expect(Object.keys(dependencies).filter((name) => !used.has(name))).toEqual([]);
  });

  it('a package with one home is imported only there', () => {
    const strays = (source: Source, name: string): boolean => {
      const home = homes[packageOf(name)];
      return home !== undefined && home !== layerOf(source.path);
    };
    expect(offenders(strays)).toEqual([]);
  });

  it('the pure zone imports no package but ipaddr.js in rules and js-tokens in lint', () => {
    const pure = new Map([
      ['ipaddr.js', 'rules'],
      ['js-tokens', 'lint'],
    ]);
    const odd = (source: Source, name: string): boolean =>
      isPure(source.path) && pure.get(name) !== layerOf(source.path);
    expect(offenders((source, name, file) => file === null && odd(source, name))).toEqual([]);
  });

  it('relative imports name the file that is there', () => {
    const known = new Set(sources.map(({ path }) => join(root, path)));
    const lost = (file: string): boolean => file.endsWith('.ts') && !known.has(join(root, file));
    expect(offenders((_source, _specifier, file) => file !== null && lost(file))).toEqual([]);
  });
});
