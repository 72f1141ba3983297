/** The repository as data: its files, their syntax trees and their imports. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAst } from 'vitest/node';

export const root = join(import.meta.dirname, '..', '..');

/** All files under a folder of the repository, as paths from its root with `/`; none if there is no such folder. */
export const filesUnder = (folder: string): readonly string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .sort()
    : [];

/** Files that git has or would take: tracked, or new and not ignored. */
export const filesOfGit = (): readonly string[] =>
  execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A node of the syntax tree (ESTree with TypeScript). */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Import {
  /** As written: `../model/facts.ts`, `node:net`, `fastify`. */
  readonly specifier: string;
  /** The file meant, from the repository's root; null: a package. */
  readonly file: string | null;
  /** `import type`: gone after the build. */
  readonly typeOnly: boolean;
  readonly line: number;
}

export interface Source {
  /** From the repository's root: `src/rules/judge.ts`. */
  readonly path: string;
  readonly lines: number;
  readonly nodes: readonly Node[];
  readonly imports: readonly Import[];
  readonly lineOf: (offset: number) => number;
  /** Whether the file has code that runs, not types alone. */
  readonly runs: boolean;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The nodes directly below a node. */
export const childrenOf = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode);

const allNodes = (node: Node): readonly Node[] => [node, ...childrenOf(node).flatMap(allNodes)];

const carriesImport = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
]);

const importOf = (path: string, node: Node, line: number): readonly Import[] => {
  const from = node.source;
  if (!carriesImport.has(node.type) || !isNode(from)) return [];
  const specifier = String(from.value);
  const file = specifier.startsWith('.') ? join(dirname(path), specifier) : null;
  return [{ specifier, file, typeOnly: node.importKind === 'type' || node.exportKind === 'type', line }];
};

const typeStatements = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'ImportDeclaration']);

const isTypeStatement = (statement: Node): boolean =>
  typeStatements.has(statement.type) || statement.exportKind === 'type';

export const parse = (path: string, text: string): Source => {
  const program: unknown = parseAst(text, { lang: 'ts' });
  if (!isNode(program)) throw new Error(`${path} has no syntax tree.`);
  const nodes = allNodes(program);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return {
    path,
    lines: text.trimEnd().split('\n').length,
    nodes,
    imports: nodes.flatMap((node) => importOf(path, node, lineOf(node.start))),
    lineOf,
    runs: !childrenOf(program).every(isTypeStatement),
  };
};

/** Every TypeScript file under `src/`. */
export const sources: readonly Source[] = filesUnder('src')
  .filter((path) => path.endsWith('.ts'))
  .map((path) => parse(path, read(path)));

/** `src/rules/x.ts` → `rules`; `src/main.ts` → `main`; `src/cli.ts` and `src/cli/x.ts` → `cli`. */
export const layerOf = (path: string): string => path.replace(/^src\//, '').replace(/(\/.*|\.ts)$/, '');

/** Must not run, touch the machine or answer differently twice. */
export const pureLayers = ['model', 'profiles', 'rules'] as const;

/** Files of `lint` that read the disk. */
const lintRim = /^src\/lint\/(leads-inside|lint-project|list-files|read-settings|read-source)\.ts$/;

export const isPure = (path: string): boolean =>
  pureLayers.some((layer) => layer === layerOf(path)) ||
  path === 'src/config/compile.ts' ||
  (layerOf(path) === 'lint' && !lintRim.test(path));
