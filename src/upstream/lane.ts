import type { Duplex, Readable } from 'node:stream';
import type { Verdict } from '../model/verdict.ts';
import { failure } from './attempt.ts';
import type { Connected } from './connect.ts';
import { badResponse } from './http1/bad-response.ts';
import { type RequestLine, requestHead } from './http1/request-head.ts';
import type { ResponseHead } from './http1/response-head.ts';
import { type ResponseEar, ResponseReader } from './http1/response-reader.ts';
import { sendBody } from './http1/send-body.ts';

/** Code of an error that came before a byte of the request was sent. */
export const UNSENT = 'UNSENT';

export interface LaneRequest extends RequestLine {
  readonly body: Readable | null;
  readonly trailers: () => readonly string[];
}

/** Hears what comes of one request; after `onEnd`, `onUpgrade` or `onError` nothing more comes. */
export interface Hearing {
  /** Each hint (1xx, but for 100, which the gate gives itself), then the answer's own. */
  readonly onHead: (head: ResponseHead) => void;
  /** false: hold on until `resume`. */
  readonly onData: (piece: Buffer) => boolean;
  readonly onEnd: (trailers: string[]) => void;
  /** The socket is paused, and the lane's no longer. */
  readonly onUpgrade: (head: ResponseHead, socket: Duplex) => void;
  readonly onError: (error: Error) => void;
}

/** One upstream connection that speaks HTTP/1.1, one request at a time, and what was found when it was made. */
export class Lane implements ResponseEar {
  readonly key: string;
  readonly dial: Verdict | null;
  readonly peer: Verdict | null;
  /** Whether it has carried a request before. */
  reused = false;
  /** Milliseconds of `performance.now` up to which it may wait for another request; 0: it may not carry one; infinite: it does. */
  keepUntil = Number.POSITIVE_INFINITY;
  readonly #socket: Duplex;
  readonly #absolute: Connected['absolute'];
  readonly #headerBytes: number;
  #hearing: Hearing | null = null;
  #reader: ResponseReader | null = null;
  #upgrade: string | null = null;
  #stopBody: (() => void) | null = null;
  #keepMs = 0;
  #retired = false;

  constructor(key: string, { socket, dial, peer, absolute }: Connected, headerBytes: number) {
    this.key = key;
    this.dial = dial;
    this.peer = peer;
    this.#socket = socket;
    this.#absolute = absolute;
    this.#headerBytes = headerBytes;
    socket.on('data', this.#onData).on('end', this.#onEnd).on('error', this.#onError).on('close', this.#onClose);
  }

  get dead(): boolean {
    return this.#socket.destroyed || !this.#socket.writable;
  }

  /** Throws, with nothing sent, for a request that no server may get. */
  send(request: LaneRequest, hearing: Hearing): void {
    if (this.dead) return hearing.onError(failure(UNSENT, 'the connection has ended'));
    const { method, upgrade, body, trailers } = request;
    const { text, length } = requestHead(request, body !== null, this.#absolute);
    this.#hearing = hearing;
    this.#upgrade = upgrade;
    this.#reader = new ResponseReader(method, this.#headerBytes, this);
    this.#keepMs = 0;
    this.keepUntil = Number.POSITIVE_INFINITY;
    if (!body) return void this.#socket.write(text, 'latin1');
    this.#socket.cork();
    this.#socket.write(text, 'latin1');
    this.#stopBody = sendBody({ body, length, trailers }, this.#socket, (error) => this.#bodySent(error));
    // The head and the first piece of the body go together.
    process.nextTick(() => this.#socket.uncork());
  }

  /** Carries what it carries to its end, and nothing after that. */
  retire(): void {
    this.#retired = true;
    if (Number.isFinite(this.keepUntil)) this.close();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Closes the connection; whoever waits for an answer hears nothing more. */
  close(): void {
    this.#forget();
    this.keepUntil = 0;
    this.#socket.destroy();
  }

  head(head: ResponseHead, rest: Buffer): boolean {
    if (head.status === 101) return this.#switch(head, rest);
    this.#absolute?.check(head.status, head.statusText);
    this.#keepMs = head.framing.keepMs;
    if (head.status !== 100) this.#hearing?.onHead(head);
    return this.#hearing !== null;
  }

  data(piece: Buffer): boolean {
    if (this.#hearing?.onData(piece) === false) this.#socket.pause();
    return this.#hearing !== null;
  }

  /** A body that is still being sent, or bytes that nobody asked for, leave no connection that can be told from a good one. */
  end(trailers: string[], rest: Buffer): void {
    const hearing = this.#hearing;
    const mayKeep = !this.#retired && this.#keepMs > 0 && rest.length === 0 && this.#stopBody === null && !this.dead;
    this.#forget();
    this.keepUntil = mayKeep ? performance.now() + this.#keepMs : 0;
    if (mayKeep) this.#socket.resume();
    else this.#socket.destroy();
    hearing?.onEnd(trailers);
  }

  #switch(head: ResponseHead, rest: Buffer): boolean {
    const hearing = this.#hearing;
    if (this.#upgrade === null) throw badResponse('the server switches protocols unasked');
    this.#forget();
    const socket = this.#socket;
    socket.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onClose).off('error', this.#onError);
    socket.on('error', () => {}).pause();
    if (rest.length > 0) socket.unshift(rest);
    hearing?.onUpgrade(head, socket);
    return false;
  }

  readonly #onData = (chunk: Buffer): void => {
    // Bytes that nobody asked for.
    if (!this.#reader) return this.close();
    try {
      this.#reader.read(chunk);
    } catch (error) {
      this.#onError(error instanceof Error ? error : new Error(String(error)));
    }
  };

  readonly #onEnd = (): void => {
    if (!this.#reader?.endsWithConnection()) this.#onClose();
  };

  readonly #onClose = (): void => {
    this.#onError(failure('ECONNRESET', 'the connection was closed before the answer was whole'));
  };

  readonly #onError = (error: Error): void => {
    const hearing = this.#hearing;
    this.close();
    hearing?.onError(error);
  };

  #bodySent(error: Error | null): void {
    this.#stopBody = null;
    if (error) this.#onError(error);
  }

  #forget(): void {
    this.#hearing = null;
    this.#reader = null;
    const stop = this.#stopBody;
    this.#stopBody = null;
    stop?.();
  }
}
