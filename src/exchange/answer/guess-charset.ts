import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import { utf8Tail } from './utf8-tail.ts';

/** Looked at, in bytes: chardet takes a third of a millisecond for a kibibyte. */
const BEFORE = 256;
const SAMPLE = 1024;

/** What chardet gives a charset of several bytes when nothing but the form of its pairs speaks for it. */
const FORM_ONLY = 10;

const SEVERAL_BYTES = /^(?:Big5|EUC-|GB18030|Shift_JIS|ISO-2022|UTF-16|UTF-32)/;

/** Which charset bytes that are not UTF-8 look like. */
export interface Guess {
  readonly charset: string;
  /** Whether converting from it proves anything: any bytes convert from a charset of single bytes. */
  readonly isTelling: boolean;
}

/** Guesses the charset from what stands around the first fault; null: nothing looks right. */
export const guessCharset = (chunk: Buffer): Guess | null => {
  const sample = sampleOf(chunk);
  if (isBrokenUtf8(sample)) return { charset: 'broken UTF-8', isTelling: false };
  const guesses = analyse(sample);
  const [best] = guesses;
  if (best && best.confidence > FORM_ONLY && SEVERAL_BYTES.test(best.name))
    return { charset: best.name, isTelling: true };
  if (isInPairs(sample)) return { charset: 'GB18030', isTelling: true };
  return best ? { charset: best.name, isTelling: false } : null;
};

const sampleOf = (chunk: Buffer): Buffer => {
  const fault = firstFault(chunk);
  let from = Math.max(0, fault - BEFORE);
  // Not in the middle of a character.
  while (from > 0 && from < fault && (chunk[from] ?? 0) >= 0x80) from += 1;
  return chunk.subarray(from, from + SAMPLE);
};

/** The length of the longest beginning that is UTF-8, found by halving. */
const firstFault = (chunk: Buffer): number => {
  let [good, bad] = [0, chunk.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const start = chunk.subarray(0, middle);
    if (isUtf8(start.subarray(0, middle - utf8Tail(start)))) good = middle;
    else bad = middle;
  }
  return good;
};

/** More characters that UTF-8 spells out than faults: text of no other charset looks like that. */
const isBrokenUtf8 = (sample: Buffer): boolean => {
  const text = sample.toString('utf8');
  const faults = text.split('\ufffd').length - 1;
  return text.replace(/[\0-\x7f\ufffd]+/g, '').length > faults;
};

/** GB2312, the commonest by far where these platforms are used: two high bytes for each character, the last one perhaps cut. */
const isInPairs = (sample: Buffer): boolean => {
  const text = sample.toString('latin1');
  const last = /[\x80-\xff]*$/.exec(text)?.[0] ?? '';
  const runs = text.slice(0, text.length - (last.length % 2)).match(/[\x80-\xff]+/g) ?? [];
  return runs.length > 0 && runs.every((run) => run.length % 2 === 0 && !/[\x80-\xa0\xff]/.test(run));
};
