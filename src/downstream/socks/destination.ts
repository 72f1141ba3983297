import type { Flow } from '../../exchange/flow.ts';
import type { Authority } from '../../model/facts.ts';
import { datagramHead } from './datagram.ts';

/** Bytes that may wait for a name to be looked up. */
const MOST_WAITING = 65_536;

/** One place that a client sends datagrams to: a flow, from the first of them until it is idle. */
export class Destination {
  readonly authority: Authority;
  readonly flow: Flow;
  /** Where they go; null: not known yet, or nowhere. */
  target: Authority | null = null;
  /** What stands before a datagram from there, for the client. */
  head: Buffer = Buffer.alloc(0);
  /** Whether one came or went since this was last set back. */
  isTouched = true;
  readonly #why: string;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;

  /** `why`: why its datagrams are passed unread, for the report. */
  constructor(authority: Authority, flow: Flow, why: string) {
    this.authority = authority;
    this.flow = flow;
    this.#why = why;
  }

  /** Gives what has waited. The client is told of the address, with the port that it asked for, whatever both are mapped to. */
  lead(target: Authority): readonly Buffer[] {
    const { authority } = this;
    this.target = target;
    this.head = datagramHead(authority.kind === 'name' ? { ...target, port: authority.port } : authority);
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  /** Keeps a datagram for later; what is too much is dropped, as networks do. */
  wait(payload: Buffer): void {
    if (this.flow.ended || this.#waitingBytes + payload.length > MOST_WAITING) return;
    this.#waiting.push(payload);
    this.#waitingBytes += payload.length;
  }

  end(): void {
    this.flow.end({ type: 'flow.completed', status: 0, spliced: this.#why });
  }
}
