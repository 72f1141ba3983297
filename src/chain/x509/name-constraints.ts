import { type GeneralName, readSubtrees } from './general-name.ts';
import { readSequence } from './read-elements.ts';

/** RFC 5280, 4.2.1.10. */
export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

const PERMITTED = 0xa0;
const EXCLUDED = 0xa1;

/** From the DER of the extension's value; null: malformed. */
export const readNameConstraints = (value: Uint8Array): NameConstraints | null => {
  const parts = readSequence(value);
  if (!parts || parts.some(({ tag }) => tag !== PERMITTED && tag !== EXCLUDED)) return null;
  const [permitted, excluded] = [PERMITTED, EXCLUDED].map((wanted) => {
    const trees = parts.filter(({ tag }) => tag === wanted).map(({ content }) => readSubtrees(content));
    const known = trees.filter((tree) => tree !== null);
    return known.length === trees.length ? known.flat() : null;
  });
  return permitted && excluded ? { permitted, excluded } : null;
};
