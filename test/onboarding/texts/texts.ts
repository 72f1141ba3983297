import type { Texts } from '../../../src/onboarding/texts/texts.ts';

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

const leaves = (tree: Tree, path: string): readonly (readonly [string, string])[] =>
  typeof tree === 'string'
    ? [[path, tree]]
    : Object.entries(tree).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));

/** Every sentence of a language with its place. */
export const sentences = (texts: Texts): ReadonlyMap<string, string> =>
  new Map(leaves(JSON.parse(JSON.stringify(texts)), ''));
