import { WireError } from '../errors.ts';

/** Reads numbers and vectors of TLS (RFC 8446, 3) one after the other; nothing is copied. @throws WireError */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** The next `length` bytes. */
  take(length: number): Buffer {
    if (length > this.left) throw new WireError(`${length} bytes are announced and ${this.left} are there`);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A big-endian number of `width` bytes, 1 to 6. */
  number(width: number): number {
    return this.take(width).readUIntBE(0, width);
  }

  /** A vector whose length stands in front of it as a number of `width` bytes. */
  sized(width: number): Buffer {
    return this.take(this.number(width));
  }

  /** Nothing may be left. */
  end(): void {
    if (this.left > 0) throw new WireError(`${this.left} bytes stand behind the end`);
  }
}
