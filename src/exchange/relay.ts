import type { Duplex } from 'node:stream';
import type { Policy } from '../model/policy.ts';
import type { Verdict, Violation } from '../model/verdict.ts';
import { answerDrops } from '../rules/answer-drops.ts';
import { judge } from '../rules/judge.ts';
import type { Receiver, Sending } from '../upstream/forward.ts';
import type { Answer } from './answer/answer.ts';
import { readAnswerHead } from './answer/answer-head.ts';
import { answerOf } from './answer/answer-of.ts';
import type { Clock } from './clock.ts';
import { endWith } from './end-with.ts';
import type { Flow } from './flow.ts';
import { headText } from './head-text.ts';
import { headerPairs } from './header-pairs.ts';
import { without } from './headers.ts';
import type { Inbound } from './inbound.ts';
import { linger } from './linger.ts';
import { readInTurn } from './read-in-turn.ts';
import { splice } from './splice.ts';
import { unwatch } from './watch-end.ts';

/** What the passage does about an answer that is none. */
export interface Endings {
  readonly refuse: (cause: Violation) => void;
  readonly fail: (error: Error) => void;
  /** The peer's pin is the right one. */
  readonly verified: () => void;
}

/** The server's answer on its way to the client; each part goes on as it comes. */
export class Relay implements Receiver {
  readonly #inbound: Inbound;
  readonly #flow: Flow;
  readonly #clock: Clock;
  readonly #policy: Policy;
  readonly #drops: ReadonlySet<string>;
  readonly #endings: Endings;
  #status = 0;
  /** null: none has begun, or what the rules say of it is told. */
  #answer: Answer | null = null;
  /** The answer's content length; null: its head does not say. */
  #length: number | null = null;
  #sending: Sending | null = null;
  #begun = false;
  /** Whether the answer's head is on its way to the client. */
  #headSent = false;
  #holds = false;
  /** The last bytes of an answer of known length: they go out with its end. */
  #last: Buffer | null = null;

  constructor(inbound: Inbound, flow: Flow, clock: Clock, policy: Policy, endings: Endings) {
    this.#inbound = inbound;
    this.#flow = flow;
    this.#clock = clock;
    this.#policy = policy;
    this.#drops = answerDrops(policy);
    this.#endings = endings;
  }

  /** Whether the server has switched protocols: from then on a close is the end, not an abort. */
  get switched(): boolean {
    return this.#status === 101;
  }

  /** Lets the server go on when the client has taken what it was sent. */
  carry(sending: Sending): void {
    this.#sending = sending;
  }

  onConnected(dial: Verdict | null, peer: Verdict | null): void {
    if (dial) this.#flow.judged('dial', dial);
    if (peer) this.#flow.judged('peer', peer);
    if (peer?.passed.includes('pin-spki')) this.#endings.verified();
    if (this.#inbound.head.expectsContinue) this.#inbound.response.writeContinue();
  }

  onForbidden(dial: Verdict, peer: Verdict | null): void {
    this.#flow.judged('dial', dial);
    if (peer) this.#flow.judged('peer', peer);
    const verdict = peer?.outcome === 'block' ? peer : dial;
    if (verdict.outcome === 'block') this.#endings.refuse(verdict.cause);
  }

  onInformation(status: number, statusText: string, headers: string[]): void {
    const { request, response, head } = this.#inbound;
    // A response behind another one in the pipeline has no socket yet: hints come too late there anyway. And HTTP/1.0
    // knows none (RFC 9110, 15.2).
    if (this.#flow.ended || response.headersSent || !response.socket || head.upgrade) return;
    // Nor does one wait for a client that does not take them: a server may send them without end.
    if (request.httpVersion === '1.0' || response.socket.writableNeedDrain) return;
    response.socket.write(headText(status, statusText, readAnswerHead(headers, this.#drops).headers), 'latin1');
  }

  onHead(status: number, statusText: string, headers: string[]): void {
    if (this.#flow.ended) return;
    const { response } = this.#inbound;
    this.#status = status;
    const answer = answerOf(this.#inbound, this.#policy, this.#drops, status, headers);
    this.#length = answer.length;
    this.#answer = answer;
    response.sendDate = false;
    try {
      response.writeHead(status, statusText, answer.headers);
    } catch (error) {
      return this.#endings.fail(error instanceof Error ? error : new Error(String(error)));
    }
    // What came in one packet goes out in one: its TLS records are read one by one in this turn of the loop.
    setImmediate(() => {
      if (!response.headersSent || this.#flow.ended || this.#begun) return;
      this.#headSent = true;
      response.flushHeaders();
    });
  }

  onData(chunk: Buffer): boolean {
    if (this.#flow.ended) return true;
    this.#begun = true;
    const piece = this.#answer?.take(chunk) ?? chunk;
    this.#flow.bytesDown += piece.length;
    if (this.#flow.bytesDown === this.#length) {
      this.#last = piece;
      return true;
    }
    if (piece.length === 0) return true; // held back, as yet
    const { response } = this.#inbound;
    this.#headSent = true;
    if (response.write(piece)) return true;
    if (response.socket) readInTurn(response.socket);
    if (!this.#holds) response.once('drain', this.#goOn);
    this.#holds = true;
    return false;
  }

  readonly #goOn = (): void => {
    this.#holds = false;
    this.#sending?.resume();
  };

  onEnd(trailers: string[]): void {
    if (this.#flow.ended) return;
    const { request, response, head } = this.#inbound;
    this.#begun = true;
    try {
      if (trailers.length > 0) response.addTrailers(headerPairs(without(trailers, this.#drops)));
    } catch (error) {
      return this.#endings.fail(error instanceof Error ? error : new Error(String(error)));
    }
    const held = this.#answer?.end();
    if (held && held.length > 0) {
      this.#flow.bytesDown += held.length;
      this.#last = held;
    }
    this.conclude(true);
    response.on('finish', () => this.#complete());
    if (head.hasBody && !request.complete) linger(request, response);
    endWith(response, this.#last, this.#headSent);
    if (response.socket?.writableNeedDrain) readInTurn(response.socket);
  }

  onUpgrade(status: number, statusText: string, headers: string[], server: Duplex): void {
    const { upgrade, response } = this.#inbound;
    if (!upgrade || this.#flow.ended) {
      server.destroy();
      return this.#endings.fail(new Error('the server switched protocols unasked'));
    }
    this.#status = status;
    this.#clock.stop();
    const flow = this.#flow;
    flow.judged('clock', this.#clock.verdict());
    response.detachSocket(upgrade.socket);
    unwatch(upgrade.socket);
    this.#answer = answerOf(this.#inbound, this.#policy, this.#drops, status, headers);
    this.conclude(true);
    upgrade.socket.write(headText(status, statusText, without(headers, this.#drops)), 'latin1');
    if (upgrade.head.length > 0) upgrade.socket.unshift(upgrade.head);
    splice({ client: upgrade.socket, server, meter: flow, halfOpen: false, over: () => this.#complete() });
  }

  onError(error: Error): void {
    this.#endings.fail(error);
  }

  /** Tells what the rules say of the answer, once; of one that broke off, what is known by then. */
  conclude(isWhole: boolean): void {
    const answer = this.#answer;
    if (!answer) return;
    this.#answer = null;
    const facts = answer.facts(isWhole);
    this.#flow.judged('response', judge('response', facts, this.#policy, facts.api.candidates[0]));
  }

  #complete(): void {
    // What is over must not hold what is young: it would grow old with it.
    this.#last = null;
    this.#sending = null;
    if (!this.#inbound.upgrade) this.#flow.judged('clock', this.#clock.verdict());
    this.#flow.end({ type: 'flow.completed', status: this.#status, spliced: null });
  }
}
