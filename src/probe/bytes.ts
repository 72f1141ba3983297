/** Numbers and vectors of TLS, written (RFC 8446, 3). */

export const u8 = (value: number): Buffer => Buffer.from([value]);
export const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
export const u24 = (value: number): Buffer => Buffer.from([value >> 16, (value >> 8) & 0xff, value & 0xff]);

/** A vector with its length in front, as a number of so many bits. */
export const sized8 = (...parts: readonly Uint8Array[]): Buffer => sized(u8, parts);
export const sized16 = (...parts: readonly Uint8Array[]): Buffer => sized(u16, parts);
export const sized24 = (...parts: readonly Uint8Array[]): Buffer => sized(u24, parts);

const sized = (length: (value: number) => Buffer, parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([length(body.length), body]);
};
