import { TextDecoder } from 'node:util';

/** Decodes text of one charset piece by piece. */
export interface Decoder {
  /** null: the bytes are none of the charset, where faults are fatal. */
  readonly take: (chunk: Buffer) => string | null;
  readonly end: () => string | null;
}

/** Bytes that stand nowhere in a charset, and that ICU (Node 20) drops without a word. */
const NOWHERE: Readonly<Record<string, readonly number[]>> = { big5: [0x80, 0xff], 'euc-kr': [0x80] };

/** null: nobody knows the charset. `fatal`: a fault ends it; else U+FFFD stands for it. */
export const createDecoder = (charset: string, fatal: boolean): Decoder | null => {
  const decoder = decoderOf(charset, fatal);
  if (!decoder) return null;
  const nowhere = fatal ? (NOWHERE[decoder.encoding] ?? []) : [];
  const hasFault = (chunk: Buffer): boolean => nowhere.some((byte) => chunk.includes(byte));
  return {
    take: (chunk) => (hasFault(chunk) ? null : attempt(() => decoder.decode(chunk, { stream: true }))),
    end: () => attempt(() => decoder.decode()),
  };
};

const decoderOf = (charset: string, fatal: boolean): TextDecoder | null => {
  try {
    const decoder = new TextDecoder(charset, { fatal });
    // The standard decodes GBK as GB18030; ICU has a table of its own for it, which drops bytes that are none of either.
    return decoder.encoding === 'gbk' ? new TextDecoder('gb18030', { fatal }) : decoder;
  } catch {
    // A label that the standard does not have.
    return null;
  }
};

const attempt = (decode: () => string): string | null => {
  try {
    return decode();
  } catch {
    // Not of this charset.
    return null;
  }
};
