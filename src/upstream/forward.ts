import type { Duplex, Readable } from 'node:stream';
import type { Verdict } from '../model/verdict.ts';
import { type Cancel, failure } from './attempt.ts';
import type { Connect, Order } from './connect.ts';
import type { ResponseHead } from './http1/response-head.ts';
import { type Hearing, type Lane, UNSENT } from './lane.ts';
import { laneKey } from './lane-key.ts';
import type { Pool } from './pool.ts';

/** A request on its way out. Hop-by-hop headers are gone; names and values alternate, in the client's case and order. */
export interface Outbound extends Order {
  readonly method: string;
  readonly path: string;
  readonly headers: string[];
  readonly body: Readable | null;
  /** What comes behind a body in chunks; names and values alternate. Asked when the body is over. */
  readonly trailers: () => readonly string[];
  /** Protocol of an `Upgrade`; null: none asked for. */
  readonly upgrade: string | null;
}

/** What comes back, in this order; after `onEnd`, `onUpgrade`, `onForbidden` or `onError` nothing more comes. */
export interface Receiver {
  /** A judged connection is there; the request goes out now. */
  readonly onConnected: (dial: Verdict | null, peer: Verdict | null) => void;
  /** A rule forbids the connection; the server has seen no request byte. */
  readonly onForbidden: (dial: Verdict, peer: Verdict | null) => void;
  /** 1xx but for 100; names and values alternate. */
  readonly onInformation: (status: number, statusText: string, headers: string[]) => void;
  readonly onHead: (status: number, statusText: string, headers: string[]) => void;
  /** false: hold on until `resume`. */
  readonly onData: (chunk: Buffer) => boolean;
  readonly onEnd: (trailers: string[]) => void;
  readonly onUpgrade: (status: number, statusText: string, headers: string[], socket: Duplex) => void;
  readonly onError: (error: Error) => void;
}

/** A request under way. */
export interface Sending {
  /** Ends it and closes its connection. The receiver hears nothing more. */
  readonly abort: () => void;
  readonly resume: () => void;
}

export type Forward = (outbound: Outbound, receiver: Receiver) => Sending;

/** Methods that may be sent again when a kept connection turns out to have ended (RFC 9112, 9.3.1). */
const RESENDABLE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Errors that a second try would meet again: the server did answer, or nobody may be sent this. */
const DEFINITE = new Set(['BAD_RESPONSE', 'BAD_REQUEST', 'HEADERS_OVERFLOW']);

export const createForward = (connect: Connect, pool: Pool): Forward => {
  return (outbound, receiver) => {
    const sending = new Transfer(outbound, receiver, connect, pool);
    sending.start();
    return sending;
  };
};

/** One request on one connection. */
class Transfer implements Sending, Hearing {
  readonly #outbound: Outbound;
  readonly #receiver: Receiver;
  readonly #judgedConnection: Connect;
  readonly #pool: Pool;
  readonly #key: string;
  #lane: Lane | null = null;
  #stopConnecting: ((reason: Error) => void) | null = null;
  #told = false;
  /** Whether a byte of the answer is here. */
  #begun = false;
  #over = false;

  constructor(outbound: Outbound, receiver: Receiver, connect: Connect, pool: Pool) {
    this.#outbound = outbound;
    this.#receiver = receiver;
    this.#judgedConnection = connect;
    this.#pool = pool;
    this.#key = laneKey(outbound);
  }

  start(): void {
    const lane = this.#pool.take(this.#key);
    if (lane) this.#send(lane);
    else void this.#connect();
  }

  abort(): void {
    if (this.#over) return;
    this.#over = true;
    this.#stopConnecting?.(failure('ABORT', 'the flow has ended'));
    this.#lane?.close();
    this.#outbound.body?.destroy();
  }

  resume(): void {
    if (!this.#over) this.#lane?.resume();
  }

  async #connect(): Promise<void> {
    const cancel: Cancel = { onCancel: (stop) => (this.#stopConnecting = stop) };
    try {
      const connected = await this.#judgedConnection(this.#outbound, cancel);
      this.#stopConnecting = null;
      if (connected.outcome === 'forbidden')
        this.#finish(() => this.#receiver.onForbidden(connected.dial, connected.peer));
      else if (this.#over) connected.socket.destroy();
      else this.#send(this.#pool.open(this.#key, connected));
    } catch (error) {
      this.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #send(lane: Lane): void {
    this.#lane = lane;
    if (!this.#told) this.#receiver.onConnected(lane.dial, lane.peer);
    this.#told = true;
    if (this.#over) return;
    try {
      lane.send(this.#outbound, this);
    } catch (error) {
      lane.close();
      this.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  onHead({ status, statusText, headers }: ResponseHead): void {
    this.#begun = true;
    if (status < 200) this.#receiver.onInformation(status, statusText, headers);
    else this.#receiver.onHead(status, statusText, headers);
  }

  onData(piece: Buffer): boolean {
    return this.#receiver.onData(piece);
  }

  onEnd(trailers: string[]): void {
    const lane = this.#lane;
    // What else came in the same packet shows before the next turn of the loop: it makes the connection no good.
    if (lane) setImmediate(() => this.#pool.give(lane));
    this.#finish(() => this.#receiver.onEnd(trailers));
  }

  onUpgrade({ status, statusText, headers }: ResponseHead, socket: Duplex): void {
    this.#finish(() => this.#receiver.onUpgrade(status, statusText, headers, socket));
  }

  onError(error: Error): void {
    const code = 'code' in error ? error.code : null;
    const isStale = this.#lane?.reused === true && !this.#begun && this.#outbound.body === null;
    const mayResend = code === UNSENT || (RESENDABLE.has(this.#outbound.method) && !DEFINITE.has(String(code)));
    if (!this.#over && isStale && mayResend) {
      // The next error is a new connection's own, and no excuse for another try.
      this.#lane = null;
      return void this.#connect();
    }
    this.#outbound.body?.destroy();
    this.#finish(() => this.#receiver.onError(error));
  }

  #finish(tell: () => void): void {
    if (this.#over) return;
    this.#over = true;
    this.#lane = null;
    tell();
  }
}
