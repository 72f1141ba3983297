import { badResponse } from './bad-response.ts';
import { parseFields, refuseForbidden } from './fields.ts';
import { Section } from './section.ts';

const [CR, LF, TAB, SPACE, SEMICOLON, DELETE] = [0x0d, 0x0a, 0x09, 0x20, 0x3b, 0x7f];
/** 2^52 bytes and more are no size. */
const MOST_DIGITS = 13;
/** Bytes of one chunk's extensions, which nobody uses. */
const LONGEST_EXTENSION = 16_384;

/** What may not come behind the body it belongs to (RFC 9110, 6.5.1). */
const NO_TRAILER = new Set(['content-length', 'transfer-encoding']);

/** Takes a chunked body apart (RFC 9112, 7.1), strictly: where its parts end no two readers may disagree. */
export class Chunked {
  readonly #headerBytes: number;
  #state: 'size' | 'space' | 'extension' | 'size-lf' | 'data' | 'data-cr' | 'data-lf' | 'trailers' | 'over' = 'size';
  #left = 0;
  #digits = 0;
  #extension = 0;
  #trailers: Section | null = null;
  #fields: string[] = [];

  constructor(headerBytes: number) {
    this.#headerBytes = headerBytes;
  }

  get isOver(): boolean {
    return this.#state === 'over';
  }

  /** Once it is over: names and values alternate. */
  get trailers(): string[] {
    return this.#fields;
  }

  /** Gives each piece of the body to `data`; that may stop it. The offset behind what was read. */
  read(chunk: Buffer, from: number, data: (piece: Buffer) => boolean): number {
    let at = from;
    let goesOn = true;
    while (goesOn && at < chunk.length && this.#state !== 'over') {
      if (this.#state === 'data') {
        const piece = this.#take(chunk, at);
        at += piece.length;
        goesOn = data(piece);
      } else if (this.#state === 'trailers') {
        at = this.#readTrailers(chunk, at);
      } else {
        this.#step(chunk[at] ?? 0);
        at += 1;
      }
    }
    return at;
  }

  #take(chunk: Buffer, at: number): Buffer {
    const piece = chunk.subarray(at, Math.min(chunk.length, at + this.#left));
    this.#left -= piece.length;
    if (this.#left === 0) this.#state = 'data-cr';
    return piece;
  }

  #step(byte: number): void {
    if (this.#state === 'size') this.#inSize(byte);
    else if (this.#state === 'space') this.#inSpace(byte);
    else if (this.#state === 'extension') this.#inExtension(byte);
    else if (this.#state === 'size-lf') this.#behindSize(byte);
    else if (this.#state === 'data-cr') this.#expect(byte, CR, 'data-lf');
    else this.#expect(byte, LF, 'size');
  }

  #inSize(byte: number): void {
    const digit = hexDigit(byte);
    if (digit >= 0) {
      this.#left = this.#left * 16 + digit;
      this.#digits += 1;
      if (this.#digits > MOST_DIGITS) throw badResponse('a chunk of more bytes than there are');
      return;
    }
    if (this.#digits === 0) throw badResponse('a chunk without a size');
    this.#inSpace(byte);
  }

  /** White space may stand in front of an extension, and is sent by some for none (RFC 9112, 7.1.1). */
  #inSpace(byte: number): void {
    if (byte === CR) this.#state = 'size-lf';
    else if (byte === SEMICOLON) this.#state = 'extension';
    else if (byte === SPACE || byte === TAB) this.#state = 'space';
    else throw badResponse('a chunk size that is no number');
  }

  #inExtension(byte: number): void {
    this.#extension += 1;
    if (byte === CR) this.#state = 'size-lf';
    else if ((byte < SPACE && byte !== TAB) || byte === DELETE)
      throw badResponse('a control character in a chunk extension');
    else if (this.#extension > LONGEST_EXTENSION) throw badResponse('a chunk extension without end');
  }

  #behindSize(byte: number): void {
    const isLast = this.#left === 0;
    this.#expect(byte, LF, isLast ? 'trailers' : 'data');
    this.#digits = 0;
    this.#extension = 0;
    // The line that ends here is the one before the trailers: with it, an empty line ends them also where there are none.
    if (isLast) this.#trailers = new Section(this.#headerBytes, '\r\n');
  }

  #expect(byte: number, wanted: number, next: 'data' | 'data-lf' | 'size' | 'trailers'): void {
    if (byte !== wanted) throw badResponse('a chunk that does not end where its size says');
    this.#state = next;
  }

  #readTrailers(chunk: Buffer, at: number): number {
    const end = this.#trailers?.take(chunk, at) ?? -1;
    if (end < 0) return chunk.length;
    const text = this.#trailers?.text ?? '';
    refuseForbidden(text);
    this.#fields = text === '' ? [] : parseFields(text, 2);
    if (this.#fields.some((name, index) => index % 2 === 0 && NO_TRAILER.has(name.toLowerCase()))) {
      throw badResponse('a trailer that would change the framing');
    }
    this.#state = 'over';
    return end;
  }
}

const hexDigit = (byte: number): number => {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};
