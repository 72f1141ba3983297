import { contentOf, readDer, TAG } from './der-reader.ts';

/**
 * The value of one extension of X.509 (RFC 5280, 4.1) in the DER of the SEQUENCE of all; `oid`: its identifier's content
 * in hex. null: there is none. @throws WireError
 */
export const extensionValue = (extensions: Uint8Array, oid: string): Buffer | null => {
  for (const { content } of readDer(contentOf(extensions, TAG.sequence))) {
    const [id, ...rest] = readDer(content);
    // Between the two may stand whether it is critical.
    if (id?.content.toString('hex') === oid) return rest.find(({ tag }) => tag === TAG.octets)?.content ?? null;
  }
  return null;
};
