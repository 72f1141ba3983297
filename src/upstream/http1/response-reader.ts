import { badResponse } from './bad-response.ts';
import { Chunked } from './chunked.ts';
import type { Framing } from './framing.ts';
import { beginsLikeHttp, parseResponseHead, type ResponseHead } from './response-head.ts';
import { Section } from './section.ts';

/** Hears an answer as it is read. `head` and `data` say whether to read on: false ends the reading. */
export interface ResponseEar {
  /** Of a hint (1xx) or of the answer itself; `rest` is what came behind it so far. */
  readonly head: (head: ResponseHead, rest: Buffer) => boolean;
  readonly data: (piece: Buffer) => boolean;
  /** The answer is whole; `rest` is what came behind it. */
  readonly end: (trailers: string[], rest: Buffer) => void;
}

const NONE: Framing = { body: 'none', length: 0, keepMs: 0 };
const NOTHING = Buffer.alloc(0);

/** Reads one answer, hints before it included, however its bytes are cut. Knows no socket. */
export class ResponseReader {
  readonly #method: string;
  readonly #headerBytes: number;
  readonly #ear: ResponseEar;
  #section: Section | null;
  #chunked: Chunked | null = null;
  #framing = NONE;
  #left = 0;
  #over = false;

  constructor(method: string, headerBytes: number, ear: ResponseEar) {
    this.#method = method;
    this.#headerBytes = headerBytes;
    this.#ear = ear;
    this.#section = new Section(headerBytes);
  }

  /** Throws an error of code `BAD_RESPONSE` or `HEADERS_OVERFLOW`. */
  read(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && !this.#over) at = this.#section ? this.#readHead(chunk, at) : this.#readBody(chunk, at);
  }

  /** The connection has ended in good order: whether the answer is whole with that. */
  endsWithConnection(): boolean {
    const isWhole = !this.#over && !this.#section && this.#framing.body === 'close';
    if (isWhole) this.#end([], NOTHING);
    return isWhole;
  }

  #readHead(chunk: Buffer, at: number): number {
    const section = this.#section;
    if (!section) return at;
    if (section.isEmpty && !beginsLikeHttp(chunk, at)) throw badResponse('the server does not speak HTTP/1');
    const end = section.take(chunk, at);
    if (end < 0) return chunk.length;
    const head = parseResponseHead(section.text, this.#method);
    this.#section = head.status < 200 ? new Section(this.#headerBytes) : null;
    this.#framing = head.framing;
    this.#left = head.framing.length;
    if (head.framing.body === 'chunked') this.#chunked = new Chunked(this.#headerBytes);
    if (!this.#ear.head(head, restOf(chunk, end))) this.#over = true;
    else if (!this.#section && this.#hasNoBody()) this.#end([], restOf(chunk, end));
    return end;
  }

  #hasNoBody(): boolean {
    return this.#framing.body === 'none' || (this.#framing.body === 'length' && this.#left === 0);
  }

  #readBody(chunk: Buffer, at: number): number {
    if (this.#chunked) return this.#readChunked(this.#chunked, chunk, at);
    const end = this.#framing.body === 'close' ? chunk.length : Math.min(chunk.length, at + this.#left);
    this.#left -= end - at;
    if (!this.#ear.data(chunk.subarray(at, end))) this.#over = true;
    else if (this.#framing.body === 'length' && this.#left === 0) this.#end([], restOf(chunk, end));
    return end;
  }

  #readChunked(chunked: Chunked, chunk: Buffer, at: number): number {
    const end = chunked.read(chunk, at, (piece) => {
      if (!this.#ear.data(piece)) this.#over = true;
      return !this.#over;
    });
    if (chunked.isOver && !this.#over) this.#end(chunked.trailers, restOf(chunk, end));
    return end;
  }

  #end(trailers: string[], rest: Buffer): void {
    this.#over = true;
    this.#ear.end(trailers, rest);
  }
}

/** Of nearly every answer, nothing: a view of that would be made for each. */
const restOf = (chunk: Buffer, from: number): Buffer => (from === chunk.length ? NOTHING : chunk.subarray(from));
