import { expect, it } from 'vitest';
import { childrenOf, type Node, type Source, sources } from './source.ts';

/** A rule's file: in a folder of src/rules/. */
const isRule = (path: string): boolean => /^src\/rules\/.+\//.test(path);

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

const linesOf = (source: Source, node: Node): number => source.lineOf(node.end) - source.lineOf(node.start) + 1;

const branches = new Set([
  'IfStatement',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'WhileStatement',
  'DoWhileStatement',
  'SwitchStatement',
  'TryStatement',
]);

/** `else if` stands beside its `if`, not inside it. */
const isElseIf = (parent: Node, child: Node): boolean => child.type === 'IfStatement' && parent.alternate === child;

/** How deep branches and loops nest in a function, functions inside it not counted. */
const depthOf = (node: Node): number =>
  Math.max(
    0,
    ...childrenOf(node)
      .filter((child) => !functions.has(child.type))
      .map((child) => depthOf(child) + (branches.has(child.type) && !isElseIf(node, child) ? 1 : 0)),
  );

/** Every function of src that measures more than it may, as `file:line 45`. */
const functionsOver = (most: number, measure: (source: Source, node: Node) => number): readonly string[] =>
  sources.flatMap((source) =>
    source.nodes
      .filter((node) => functions.has(node.type) && measure(source, node) > most)
      .map((node) => `${source.path}:${source.lineOf(node.start)} ${measure(source, node)}`),
  );

const filesFrom = (tooMany: number, which: (path: string) => boolean): readonly string[] =>
  sources.filter(({ path, lines }) => which(path) && lines >= tooMany).map(({ path, lines }) => `${path} ${lines}`);

it('a file has under 200 lines (find the second idea in it and give that a file)', () => {
  expect(filesFrom(200, () => true)).toEqual([]);
});

it('a rule has under 60 lines', () => {
  expect(filesFrom(60, isRule)).toEqual([]);
});

it('a function has under 40 lines', () => {
  expect(functionsOver(39, linesOf)).toEqual([]);
});

it('a function nests at most two levels deep (leave early, or name the inner part)', () => {
  expect(functionsOver(2, (_, node) => depthOf(node))).toEqual([]);
});
