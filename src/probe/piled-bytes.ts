const FIRST_BYTES = 1024;

/** Bytes that come in pieces and leave from the front; each is moved a bounded number of times, however they are cut. */
export class PiledBytes {
  #bytes = Buffer.alloc(0);
  #from = 0;
  #to = 0;

  get length(): number {
    return this.#to - this.#from;
  }

  add(piece: Uint8Array): void {
    if (this.#to + piece.length > this.#bytes.length) this.#grow(piece.length);
    this.#bytes.set(piece, this.#to);
    this.#to += piece.length;
  }

  /** A big-endian number in bytes that are there. */
  number(offset: number, width: number): number {
    return this.#bytes.readUIntBE(this.#from + offset, width);
  }

  /** Takes so many bytes of those that are there. */
  take(length: number): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(this.#from, this.#from + length));
    this.#from += length;
    return taken;
  }

  /** At least twice the bytes in use, so that a pile of n bytes is moved log n times. */
  #grow(more: number): void {
    const grown = Buffer.allocUnsafe(Math.max(FIRST_BYTES, (this.length + more) * 2));
    this.#bytes.copy(grown, 0, this.#from, this.#to);
    this.#to -= this.#from;
    this.#from = 0;
    this.#bytes = grown;
  }
}
