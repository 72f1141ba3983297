import { WireError } from '../errors.ts';
import { PiledBytes } from './piled-bytes.ts';

/** RFC 8446, 4; RFC 5246, 7.4; RFC 6066, 8 */
export const MESSAGE = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  newSessionTicket: 4,
  encryptedExtensions: 8,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  finished: 20,
  certificateStatus: 22,
} as const;

export interface HandshakeMessage {
  /** One of `MESSAGE`, or any other byte. */
  readonly type: number;
  readonly body: Buffer;
  /** With its four bytes in front, as transcripts want it. */
  readonly raw: Buffer;
}

const HEADER_BYTES = 4;

/** Puts handshake messages together from the payloads of records. @throws WireError */
export class HandshakeReader {
  readonly #pile = new PiledBytes();
  #left: number;

  /** `limit`: bytes of all messages together. */
  constructor(limit: number) {
    this.#left = limit;
  }

  /** Whether a message has begun and not ended. */
  get isInside(): boolean {
    return this.#pile.length > 0;
  }

  /** The messages that end in this payload, those before a fault too. */
  push(payload: Uint8Array): Iterable<HandshakeMessage> {
    this.#left -= payload.length;
    if (this.#left < 0) throw new WireError('the handshake is longer than allowed');
    this.#pile.add(payload);
    return this.#whole();
  }

  *#whole(): Generator<HandshakeMessage> {
    for (let message = this.#next(); message; message = this.#next()) yield message;
  }

  #next(): HandshakeMessage | null {
    const pile = this.#pile;
    if (pile.length < HEADER_BYTES) return null;
    const missing = HEADER_BYTES + pile.number(1, 3) - pile.length;
    if (missing > this.#left) throw new WireError('a message of the handshake is longer than allowed');
    if (missing > 0) return null;
    const raw = pile.take(HEADER_BYTES + pile.number(1, 3));
    return { type: raw.readUInt8(0), body: raw.subarray(HEADER_BYTES), raw };
  }
}
