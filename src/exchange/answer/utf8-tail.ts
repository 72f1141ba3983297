/** Bytes of the character that the first byte begins; 0: it begins none. */
export const utf8Length = (byte: number): number => {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
};

/** How many bytes at the end of a chunk begin a character that goes on in the next one. */
export const utf8Tail = (chunk: Buffer): number => {
  for (let back = 1; back <= Math.min(3, chunk.length); back += 1) {
    const length = utf8Length(chunk[chunk.length - back] ?? 0);
    if (length > 0) return length > back ? back : 0;
  }
  return 0;
};
