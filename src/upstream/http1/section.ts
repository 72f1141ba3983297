import { badResponse, headersOverflow } from './bad-response.ts';

const END = Buffer.from('\r\n\r\n');
const [CR, LF] = [0x0d, 0x0a];
const FIRST_BYTES = 1024;
const NOTHING = Buffer.alloc(0);

/** Collects bytes up to an empty line. However they are cut, each one is looked at once. */
export class Section {
  readonly #limit: number;
  #bytes: Buffer;
  #length: number;
  #text = '';

  /** `limit`: bytes. `begun`: what stands in front of the bytes to come, and belongs to the section. */
  constructor(limit: number, begun = '') {
    this.#limit = limit;
    this.#bytes = begun === '' ? NOTHING : Buffer.from(begun, 'latin1');
    this.#length = begun.length;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** What came before the empty line, bytes as latin1. */
  get text(): string {
    return this.#text;
  }

  /**
   * Offset in `chunk` behind the empty line; -1: more is needed. Throws where the section is too long, or where it goes
   * on with a bare LF, which for some readers ends a line.
   */
  take(chunk: Buffer, from: number): number {
    const end = this.isEmpty ? chunk.indexOf(END, from) : -1;
    if (end < 0) return this.#append(chunk, from);
    this.#allow(end - from);
    this.#text = chunk.toString('latin1', from, end);
    return end + END.length;
  }

  #append(chunk: Buffer, from: number): number {
    const before = this.#length;
    const added = chunk.subarray(from, from + this.#limit - before + END.length);
    this.#bytes = withRoom(this.#bytes, before, before + added.length);
    added.copy(this.#bytes, before);
    this.#length = before + added.length;
    // The empty line may have begun in an earlier chunk.
    const end = this.#bytes.subarray(0, this.#length).indexOf(END, Math.max(0, before - END.length + 1));
    const length = end < 0 ? this.#length : end;
    refuseBareLf(this.#bytes, before, length);
    // The first bytes of the empty line are none of the section's.
    this.#allow(end < 0 ? length - END.length + 1 : end);
    if (end < 0) return -1;
    this.#text = this.#bytes.toString('latin1', 0, end);
    return from + end + END.length - before;
  }

  #allow(length: number): void {
    if (length > this.#limit) throw headersOverflow(this.#limit);
  }
}

/** Twice the room each time, so that a section that drips in is not copied for every byte. */
const withRoom = (bytes: Buffer, used: number, wanted: number): Buffer => {
  if (bytes.length >= wanted) return bytes;
  const larger = Buffer.allocUnsafe(Math.max(FIRST_BYTES, wanted * 2));
  bytes.copy(larger, 0, 0, used);
  return larger;
};

const refuseBareLf = (bytes: Buffer, from: number, to: number): void => {
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === LF && bytes[at - 1] !== CR) throw badResponse('a line of the head ends in a bare LF');
  }
};
