import { describe, expect, it } from 'vitest';
import { filesOfGit, isNode, type Node, read, type Source, sources } from './source.ts';

/** Every line that matches, as `file:line the line`. */
const lines = (paths: readonly string[], pattern: RegExp): readonly string[] =>
  paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  );

/** Every node of src that a judge objects to, as `file:line`. */
const nodes = (objects: (node: Node, source: Source) => boolean): readonly string[] =>
  sources.flatMap((source) =>
    source.nodes
      .filter((node) => objects(node, source))
      .map((node) => `${source.path}:${source.lineOf(node.start)} ${node.type}`),
  );

const src = sources.map(({ path }) => path);
const tracked = filesOfGit();
const code = tracked.filter((path) => /^(src|test)\/.*\.(ts|mjs|js)$/.test(path));

describe('types', () => {
  it('no any, no ! and no cast but `as const` in src (parse at the edge, then trust the type)', () => {
    const isConst = (type: unknown): boolean => isNode(type) && isNode(type.typeName) && type.typeName.name === 'const';
    const cast = (node: Node): boolean =>
      ['TSAnyKeyword', 'TSNonNullExpression', 'TSTypeAssertion'].includes(node.type) ||
      (node.type === 'TSAsExpression' && !isConst(node.typeAnnotation));
    expect(nodes(cast)).toEqual([]);
  });

  it('no comment switches the compiler off, and none switches biome off without a reason', () => {
    expect(lines(code, /@ts-(ignore|nocheck|expect-error)|biome-ignore(-\w+)? [^:]*:?\s*(<.*>)?\s*$/)).toEqual([]);
  });

  it('no `as any`, also in tests', () => {
    expect(lines(code, /\bas any\b(?!`| [a-z])/)).toEqual([]);
  });
});

describe('words', () => {
  it('no file is named after nothing (utils, helpers, manager, handler, service)', () => {
    expect(tracked.filter((path) => /(^|[/-])(util|helper|manager|handler|service)s?(\/|\.ts$)/.test(path))).toEqual(
      [],
    );
  });

  it('no test runs alone and no work is left for later', () => {
    expect(lines(code, /\b(it|test|describe)\.[o]nly\b|\b(T[O]DO|F[I]XME|X[X]X)\b/)).toEqual([]);
  });
});

describe('dangers', () => {
  it('a peer is taken without OpenSSL’s verdict in upstream/connect.ts, where our rules judge it, in probe/handshake.ts, which sends it nothing, and nowhere else', () => {
    const takesAll = ({ type, key, value }: Node): boolean =>
      type === 'Property' &&
      isNode(key) &&
      key.name === 'rejectUnauthorized' &&
      !(isNode(value) && value.value === true);
    const files = nodes(takesAll).map((place) => place.replace(/:.*/, ''));
    expect([...new Set(files)]).toEqual(['src/probe/handshake.ts', 'src/upstream/connect.ts']);
    expect(lines(src, /NODE_TLS_REJECT_UNAUTHORIZED/)).toEqual([]);
  });

  it('only src/cli.ts and src/cli/ print, exit or read arguments', () => {
    const talks = new Set(['stdout', 'stderr', 'exit', 'exitCode', 'abort', 'argv']);
    const named = (value: unknown, name: (name: string) => boolean): boolean =>
      isNode(value) && value.type === 'Identifier' && name(String(value.name));
    const prints = (node: Node): boolean =>
      node.type === 'MemberExpression' &&
      (named(node.object, (name) => name === 'console') ||
        (named(node.object, (name) => name === 'process') && named(node.property, (name) => talks.has(name))));
    expect(nodes((node, { path }) => prints(node) && !/^src\/cli(\/|\.ts$)/.test(path))).toEqual([]);
  });

  it('no key or certificate file is in git (tests make theirs, the gate makes its own)', () => {
    expect(tracked.filter((path) => /\.(pem|key|crt|cer|der|p12|pfx)$/.test(path))).toEqual([]);
    const text = tracked.filter((path) => !path.endsWith('.png'));
    expect(lines(text, /^-{5}BEGIN [A-Z ]*PRIVATE KEY-{5}/)).toEqual([]);
  });
});
