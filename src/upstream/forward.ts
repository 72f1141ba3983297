import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Verdict } from '../model/verdict.ts';
import { answerFault } from './answer-fault.ts';
import { type Cancel, failure } from './attempt.ts';
import type { Connect, Order } from './connect.ts';
import { laneKey, originOf } from './lane-key.ts';
import { type Lane, type Pool, UNSENT } from './pool.ts';
import { rawHeaders } from './raw-headers.ts';
import { reasonPhrase } from './reason-phrase.ts';
import { BAD_RESPONSE, upstreamError } from './upstream-error.ts';

/** A request on its way out. Hop-by-hop headers are gone; names and values alternate, in the client's case and order. */
export interface Outbound extends Order {
  readonly method: string;
  readonly path: string;
  readonly headers: string[];
  readonly body: Readable | null;
  /** Protocol of an `Upgrade`; null: none asked for. */
  readonly upgrade: string | null;
}

/** What comes back, in this order; after `onEnd`, `onUpgrade`, `onForbidden` or `onError` nothing more comes. */
export interface Receiver {
  /** A judged connection is there; the request goes out now. */
  readonly onConnected: (dial: Verdict | null, peer: Verdict | null) => void;
  /** A rule forbids the connection; the server has seen no request byte. */
  readonly onForbidden: (dial: Verdict, peer: Verdict | null) => void;
  /** 1xx; headers alternate as in `rawHeaders`. */
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

export const createForward = (connect: Connect, pool: Pool): Forward => {
  return (outbound, receiver) => {
    const sending = new Transfer(outbound, receiver, connect, pool);
    sending.start();
    return sending;
  };
};

/** One request on one connection; it is also undici's handler, which spares an object for each callback. */
class Transfer implements Sending, Dispatcher.DispatchHandler {
  readonly #outbound: Outbound;
  readonly #receiver: Receiver;
  readonly #judgedConnection: Connect;
  readonly #pool: Pool;
  readonly #key: string;
  #lane: Lane | null = null;
  #controller: Dispatcher.DispatchController | null = null;
  #stopConnecting: ((reason: Error) => void) | null = null;
  #told = false;
  /** Of the final answer; 0: not here yet. */
  #status = 0;
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
  }

  resume(): void {
    this.#controller?.resume();
  }

  async #connect(): Promise<void> {
    const cancel: Cancel = { onCancel: (stop) => (this.#stopConnecting = stop) };
    try {
      const connected = await this.#judgedConnection(this.#outbound, cancel);
      this.#stopConnecting = null;
      if (connected.outcome === 'forbidden')
        this.#finish(() => this.#receiver.onForbidden(connected.dial, connected.peer));
      else if (this.#over) connected.socket.destroy();
      else this.#send(this.#pool.open(this.#key, originOf(this.#outbound), connected));
    } catch (error) {
      this.#fail(upstreamError(error));
    }
  }

  #send(lane: Lane): void {
    this.#lane = lane;
    if (!this.#told) this.#receiver.onConnected(lane.dial, lane.peer);
    this.#told = true;
    if (this.#over) return;
    const { method, path, headers, body, upgrade } = this.#outbound;
    try {
      lane.client.dispatch({ method, path, headers, body, upgrade }, this);
    } catch (error) {
      this.#fail(upstreamError(error));
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    statusText?: string,
  ): void {
    if (this.#over) return;
    const raw = rawHeaders(controller.rawHeaders, headers);
    const fault = answerFault(status, raw);
    if (fault !== null) return this.#break(failure(BAD_RESPONSE, fault));
    if (status < 200) return this.#receiver.onInformation(status, reasonPhrase(statusText), raw);
    this.#status = status;
    this.#receiver.onHead(status, reasonPhrase(statusText), raw);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#over && !this.#receiver.onData(chunk)) controller.pause();
  }

  onResponseEnd(controller: Dispatcher.DispatchController, trailers: IncomingHttpHeaders): void {
    const lane = this.#lane;
    // undici may still close the connection for this response; it does so before the next turn of the loop.
    if (lane) setImmediate(() => this.#pool.give(lane));
    this.#finish(() => this.#receiver.onEnd(rawHeaders(controller.rawTrailers, trailers)));
  }

  onRequestUpgrade(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    socket: Duplex,
  ): void {
    if (this.#over) socket.destroy();
    const raw = rawHeaders(controller.rawHeaders, headers);
    this.#finish(() => this.#receiver.onUpgrade(status, 'Switching Protocols', raw, socket));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const code = 'code' in error ? error.code : null;
    // A 304 may tell the length of the body that it leaves out (RFC 9110, 8.6): undici takes that for a short answer.
    const isWhole = this.#status === 304 && code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
    if (isWhole) return this.#finish(() => this.#receiver.onEnd([]));
    const isStale = this.#lane?.reused === true && this.#status === 0 && this.#outbound.body === null;
    const mayResend = RESENDABLE.has(this.#outbound.method) || code === UNSENT;
    if (!this.#over && isStale && mayResend) return void this.#connect();
    this.#break(upstreamError(error));
  }

  #break(error: Error): void {
    this.#lane?.close();
    this.#fail(error);
  }

  #fail(error: Error): void {
    this.#finish(() => this.#receiver.onError(error));
  }

  #finish(tell: () => void): void {
    if (this.#over) return;
    this.#over = true;
    tell();
  }
}
