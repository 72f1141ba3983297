import { isUtf8 } from 'node:buffer';
import { utf8Length, utf8Tail } from './utf8-tail.ts';

const NOTHING = Buffer.alloc(0);

/**
 * Whether bytes are UTF-8, however they are cut. It keeps at most the three bytes of a character that is not whole yet,
 * and makes no text: a decoder that throws at a fault would make one of every chunk.
 */
export class Utf8Stream {
  #isValid = true;
  #open = NOTHING;

  get isValid(): boolean {
    return this.#isValid;
  }

  /** The bytes of a character that is not whole yet. */
  get open(): Buffer {
    return this.#open;
  }

  take(chunk: Buffer): void {
    if (!this.#isValid || chunk.length === 0) return;
    const from = this.#open.length === 0 ? 0 : this.#close(chunk);
    const body = from === 0 ? chunk : chunk.subarray(from);
    const tail = utf8Tail(body);
    if (!isUtf8(tail === 0 ? body : body.subarray(0, body.length - tail))) this.#isValid = false;
    if (this.#isValid && tail > 0) this.#open = Buffer.from(body.subarray(body.length - tail));
  }

  /** What stays open at the end is a fault. */
  end(): void {
    if (this.#open.length > 0) this.#isValid = false;
  }

  /** Makes the open character whole, if the chunk has enough; the offset behind what it took. */
  #close(chunk: Buffer): number {
    const wanted = utf8Length(this.#open[0] ?? 0) - this.#open.length;
    const joined = Buffer.concat([this.#open, chunk.subarray(0, wanted)]);
    const isWhole = chunk.length >= wanted;
    this.#open = isWhole ? NOTHING : joined;
    if (isWhole && !isUtf8(joined)) this.#isValid = false;
    return Math.min(wanted, chunk.length);
  }
}
