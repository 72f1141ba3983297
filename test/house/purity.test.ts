import { expect, it } from 'vitest';
import { isNode, isPure, type Node, type Source, sources } from './source.ts';

/** What would make an answer depend on more than the arguments. */
const impureNames = new Set([
  'Date',
  'Promise',
  'console',
  'process',
  'globalThis',
  'performance',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
]);

/** Names that are only fields, `answer.process`, `{ process: 1 }`, or keys of a type. */
const fieldNames = (source: Source): ReadonlySet<Node> =>
  new Set(
    source.nodes.flatMap((node) => {
      const name = node.type === 'MemberExpression' ? node.property : node.key;
      return node.computed !== true && isNode(name) ? [name] : [];
    }),
  );

const isRandom = (node: Node): boolean =>
  node.type === 'MemberExpression' &&
  isNode(node.object) &&
  node.object.name === 'Math' &&
  isNode(node.property) &&
  node.property.name === 'random';

const impurity = (node: Node, fields: ReadonlySet<Node>): string | undefined => {
  if (node.type === 'Identifier' && impureNames.has(String(node.name)) && !fields.has(node)) return String(node.name);
  if (node.type === 'AwaitExpression' || node.async === true) return 'async or await';
  if (node.type === 'ImportExpression') return 'import()';
  return isRandom(node) ? 'Math.random' : undefined;
};

it('the pure zone (model, profiles, rules, config/compile.ts, lint but for its rim) has no I/O, time, chance or async: give it values', () => {
  const found = sources
    .filter(({ path }) => isPure(path))
    .flatMap((source) => {
      const fields = fieldNames(source);
      return source.nodes.flatMap((node) => {
        const what = impurity(node, fields);
        return what ? [`${source.path}:${source.lineOf(node.start)} uses ${what}`] : [];
      });
    });
  expect(found).toEqual([]);
});

it('the pure zone imports no node: module', () => {
  const found = sources
    .filter(({ path }) => isPure(path))
    .flatMap(({ path, imports }) =>
      imports.filter((i) => i.specifier.startsWith('node:')).map((i) => `${path}:${i.line} imports ${i.specifier}`),
    );
  expect(found).toEqual([]);
});
