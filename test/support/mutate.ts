/** Bytes that were right once. */
import fc from 'fast-check';

/** One change; places count modulo the length. */
export interface Edit {
  readonly kind: 'set' | 'flip' | 'cut' | 'repeat' | 'insert' | 'end' | 'length';
  readonly at: number;
  readonly length: number;
  readonly value: number;
}

/** Edits as fast-check makes and shrinks them. */
export const edits = fc.array(
  fc.record<Edit>({
    kind: fc.constantFrom('set', 'flip', 'cut', 'repeat', 'insert', 'end', 'length'),
    // Often near the front, where there is more to break.
    at: fc.oneof(fc.nat(0xffff), fc.nat(120)),
    length: fc.nat(80),
    value: fc.nat(0xff),
  }),
  { minLength: 1, maxLength: 4 },
);

type Change = (bytes: Buffer, at: number, edit: Edit) => Buffer;

const replaced = (bytes: Buffer, from: number, to: number, ...parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([bytes.subarray(0, from), ...parts, bytes.subarray(to)]);

const CHANGES: Readonly<Record<Edit['kind'], Change>> = {
  set: (bytes, at, { value }) => replaced(bytes, at, at + 1, Buffer.of(value)),
  flip: (bytes, at, { value }) => replaced(bytes, at, at + 1, Buffer.of((bytes[at] ?? 0) ^ (1 << (value & 7)))),
  cut: (bytes, at, { length }) => replaced(bytes, at, Math.min(bytes.length, at + length)),
  repeat: (bytes, at, { length }) => replaced(bytes, at, at, bytes.subarray(at, at + length)),
  insert: (bytes, at, { length, value }) => replaced(bytes, at, at, Buffer.alloc(length, value)),
  end: (bytes, at) => bytes.subarray(0, at),
  // Two bytes that may be a length, to what is rarely right: none, one less, one more, all.
  length: (bytes, at, { value }) => {
    if (at + 2 > bytes.length) return bytes;
    const before = bytes.readUInt16BE(at);
    const after = [0, before - 1, before + 1, 0xffff][value & 3] ?? 0;
    return replaced(bytes, at, at + 2, Buffer.of((after >> 8) & 0xff, after & 0xff));
  },
};

export const mutate = (bytes: Buffer, list: readonly Edit[]): Buffer =>
  list.reduce((now, edit) => (now.length === 0 ? now : CHANGES[edit.kind](now, edit.at % now.length, edit)), bytes);
