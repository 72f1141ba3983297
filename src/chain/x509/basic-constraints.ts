import { readSequence, TAG } from './read-elements.ts';

/** RFC 5280, 4.2.1.9. */
export interface BasicConstraints {
  readonly ca: boolean;
  /** How many CAs may stand below; null: as many as there are. */
  readonly pathLength: number | null;
}

/** From the DER of the extension's value; null: malformed. */
export const readBasicConstraints = (value: Uint8Array): BasicConstraints | null => {
  const parts = readSequence(value);
  if (!parts) return null;
  const flag = parts.find(({ tag }) => tag === TAG.boolean);
  const length = parts.find(({ tag }) => tag === TAG.integer);
  const pathLength = length ? lengthOf(length.content) : null;
  if (parts.length !== [flag, length].filter(Boolean).length || pathLength === undefined) return null;
  return { ca: (flag?.content[0] ?? 0) !== 0, pathLength };
};

/** No chain has more certificates than a byte counts. undefined: no length, or a negative one. */
const lengthOf = (integer: Uint8Array): number | undefined => {
  const [first] = integer;
  if (first === undefined || first > 127) return undefined;
  return integer.length === 1 ? first : Number.MAX_SAFE_INTEGER;
};
