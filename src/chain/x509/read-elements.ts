/** One element of DER (ITU-T X.690): its tag byte and what is in it, a view of the bytes read. */
export interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

export const TAG = { boolean: 1, integer: 2, bits: 3, octets: 4, oid: 6, sequence: 0x30, set: 0x31 } as const;

/**
 * The elements that fill `bytes`, one behind the other; null: they do not fit, have a tag of several bytes or no length.
 * Reads forward only, once, and copies nothing.
 */
export const readElements = (bytes: Uint8Array): readonly Element[] | null => {
  const found: Element[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0;
    const span = spanAt(bytes, at + 1);
    if (!span || (tag & 0x1f) === 0x1f || span.end > bytes.length) return null;
    found.push({ tag, content: bytes.subarray(span.start, span.end) });
    at = span.end;
  }
  return found;
};

/** The content of the one element that fills `bytes`; null: another tag, none, or more than one. */
export const readOnly = (bytes: Uint8Array, tag: number): Uint8Array | null => {
  const elements = readElements(bytes);
  const [first] = elements ?? [];
  return elements?.length === 1 && first?.tag === tag ? first.content : null;
};

/** The elements inside the SEQUENCE that fills `bytes`. */
export const readSequence = (bytes: Uint8Array): readonly Element[] | null => {
  const content = readOnly(bytes, TAG.sequence);
  return content && readElements(content);
};

/** Content of an element from its length; the indefinite one is none of DER's. */
const spanAt = (bytes: Uint8Array, at: number): { readonly start: number; readonly end: number } | null => {
  const first = bytes[at];
  if (first === undefined || first === 0x80) return null;
  if (first < 0x80) return { start: at + 1, end: at + 1 + first };
  const width = first & 0x7f;
  const start = at + 1 + width;
  if (width > 4 || start > bytes.length) return null;
  return { start, end: start + bytes.subarray(at + 1, start).reduce((length, byte) => length * 256 + byte, 0) };
};
