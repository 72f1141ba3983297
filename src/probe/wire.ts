import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WireError } from '../errors.ts';
import type { NoAnswer, Refused } from '../model/server-facts.ts';
import type { ProbeLimits } from './limits.ts';
import type { ProbeTarget } from './probe-target.ts';
import { RecordReader, type TlsRecord } from './record-reader.ts';

/** A record's header takes five bytes for at least one of the handshake. */
const WIRE_BYTES_A_BYTE = 6;

/** One TCP connection that speaks in records, with a limit of time and one of bytes. */
export class Wire {
  readonly #socket: Socket;
  readonly #timer: NodeJS.Timeout;
  readonly #reader = new RecordReader();
  readonly #records: TlsRecord[] = [];
  #left: number;
  #connected = false;
  #ending: Refused | NoAnswer | null = null;
  #wake = (): void => {};

  /** Dials; what is sent before the connection stands waits for it. */
  constructor({ address, port }: ProbeTarget, limits: ProbeLimits) {
    this.#left = limits.handshakeBytes * WIRE_BYTES_A_BYTE;
    this.#timer = setTimeout(() => this.#end(this.#late()), limits.timeoutMs);
    const { signal } = limits;
    this.#socket = connect({ host: address, port, noDelay: true, ...(signal ? { signal } : {}) })
      .once('connect', () => {
        this.#connected = true;
      })
      .on('data', (piece: Buffer) => this.#take(piece))
      .once('end', () => this.#end({ outcome: 'refused', by: 'closed' }))
      .on('error', (error) => this.#end(this.#failed(error)));
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** The next record, or how the connection ended. Never rejects. */
  async next(): Promise<TlsRecord | Refused | NoAnswer> {
    for (;;) {
      const next = this.#records.shift() ?? this.#ending;
      if (next) return next;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Resolves when the socket is closed. */
  async close(): Promise<void> {
    this.#end({ outcome: 'refused', by: 'closed' });
    if (!this.#socket.closed) await once(this.#socket, 'close');
  }

  #take(piece: Buffer): void {
    this.#left -= piece.length;
    try {
      if (this.#left < 0) throw new WireError('more bytes than a handshake may have');
      for (const record of this.#reader.push(piece)) this.#records.push(record);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#end({ outcome: 'garbage', why: error.message });
    }
    this.#wake();
  }

  #end(how: Refused | NoAnswer): void {
    this.#ending ??= how;
    clearTimeout(this.#timer);
    this.#socket.destroy();
    this.#wake();
  }

  #late(): NoAnswer {
    return this.#connected ? { outcome: 'silent' } : { outcome: 'unreachable', code: 'ETIMEDOUT' };
  }

  #failed(error: Error): Refused | NoAnswer {
    if (this.#connected) return { outcome: 'refused', by: 'reset' };
    return { outcome: 'unreachable', code: 'code' in error ? String(error.code) : 'UNKNOWN' };
  }
}
