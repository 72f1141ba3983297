import { readSequence, TAG } from './read-elements.ts';
import { readOid } from './read-oid.ts';

/** Purposes by object identifier (RFC 5280, 4.2.1.12), from the DER of the extension's value; null: malformed. */
export const readExtendedKeyUsage = (value: Uint8Array): readonly string[] | null => {
  const parts = readSequence(value);
  if (!parts || parts.length === 0 || parts.some(({ tag }) => tag !== TAG.oid)) return null;
  return parts.map(({ content }) => readOid(content));
};
