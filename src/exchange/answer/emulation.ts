import { createDecoder, type Decoder } from './decoder.ts';
import { utf8Tail } from './utf8-tail.ts';

const NOTHING = Buffer.alloc(0);
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Headers that are no longer true of a text that was changed, lower-case. */
export const UNTRUE: ReadonlySet<string> = new Set([
  'content-length',
  'content-md5',
  'content-digest',
  'repr-digest',
  'digest',
]);

/**
 * Makes of a text what the real client would: one byte order mark is filtered, what is not UTF-8 is converted. It holds back
 * at most three bytes: a mark that is not whole, or a character that may turn out to be one of another charset.
 */
export class Emulation {
  #held = NOTHING;
  #isStart = true;
  #decoder: Decoder | null = null;

  /** `from`: the charset that the text turned out to have by now; null: UTF-8, or nothing that converts. */
  take(chunk: Buffer, from: string | null): Buffer {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = NOTHING;
    if (from !== null) this.#decoder ??= createDecoder(from, false);
    if (this.#decoder) return Buffer.from(this.#decoder.take(bytes) ?? '');
    if (this.#isStart && bytes.length < MARK.length && MARK.subarray(0, bytes.length).equals(bytes)) {
      this.#held = Buffer.from(bytes);
      return NOTHING;
    }
    const text = this.#isStart && bytes.subarray(0, MARK.length).equals(MARK) ? bytes.subarray(MARK.length) : bytes;
    this.#isStart = false;
    const whole = text.length - utf8Tail(text);
    if (whole < text.length) this.#held = Buffer.from(text.subarray(whole));
    return text.subarray(0, whole);
  }

  /** What was held back. */
  end(from: string | null): Buffer {
    const rest = this.#held;
    this.#held = NOTHING;
    const decoder = this.#decoder ?? (from !== null && rest.length > 0 ? createDecoder(from, false) : null);
    return decoder ? Buffer.from((decoder.take(rest) ?? '') + (decoder.end() ?? '')) : rest;
  }
}
