import { WireError } from '../errors.ts';
import { PiledBytes } from './piled-bytes.ts';

/** RFC 8446, 5.1 */
export const RECORD = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

export interface TlsRecord {
  /** One of `RECORD`. */
  readonly type: number;
  /** Its five bytes, which a sealed record is sealed with. */
  readonly header: Buffer;
  readonly payload: Buffer;
}

const HEADER_BYTES = 5;
/** 2^14, and what sealing may add (RFC 5246, 6.2.3). */
const MOST_PAYLOAD_BYTES = 16_384 + 2_048;
const TYPES: ReadonlySet<number> = new Set(Object.values(RECORD));

/** Cuts a stream of bytes into records, at most one record's bytes in memory. @throws WireError */
export class RecordReader {
  readonly #pile = new PiledBytes();

  /** The records that end in this piece, those before a fault too. */
  push(piece: Uint8Array): Iterable<TlsRecord> {
    this.#pile.add(piece);
    return this.#whole();
  }

  *#whole(): Generator<TlsRecord> {
    for (let record = this.#next(); record; record = this.#next()) yield record;
  }

  #next(): TlsRecord | null {
    const pile = this.#pile;
    // A wrong first byte is told at once: a server that says little may say no more.
    if (pile.length > 0 && !TYPES.has(pile.number(0, 1))) throw new WireError('the first byte is of no TLS record');
    if (pile.length < HEADER_BYTES) return null;
    if (pile.number(1, 1) !== 3) throw new WireError('the record has no version of TLS');
    const length = pile.number(3, 2);
    if (length > MOST_PAYLOAD_BYTES) throw new WireError(`a record of ${length} bytes`);
    if (pile.length < HEADER_BYTES + length) return null;
    return { type: pile.number(0, 1), header: pile.take(HEADER_BYTES), payload: pile.take(length) };
  }
}
