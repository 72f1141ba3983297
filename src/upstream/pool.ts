import { Client } from 'undici';
import type { Verdict } from '../model/verdict.ts';
import { failure } from './attempt.ts';
import type { Connected } from './connect.ts';
import { hideReset } from './upstream-error.ts';

/** Code of an error that came before a byte of the request was sent. */
export const UNSENT = 'UNSENT';

/** One upstream connection with its HTTP/1.1 codec, and what was found when it was made. */
export interface Lane {
  readonly key: string;
  readonly client: Client;
  readonly dial: Verdict | null;
  readonly peer: Verdict | null;
  /** Whether it has carried a request before. */
  reused: boolean;
  dead: boolean;
  /** Closes the connection, whether or not the client has taken it up yet. */
  readonly close: () => void;
}

const IDLE_MS = 30_000;
const LONGEST_IDLE_MS = 60_000;

export interface PoolLimits {
  /** Idle connections kept, over all keys. */
  readonly idle: number;
  readonly headerBytes: number;
}

/**
 * Idle upstream connections by key (policy and origin), last used first. A flow owns its connection while it runs: to
 * abort the flow closes the connection, and the verdict on the peer is the flow's.
 */
export class Pool {
  readonly #limits: PoolLimits;
  readonly #idle = new Map<string, Lane[]>();
  readonly #open = new Set<Lane>();
  #count = 0;

  constructor(limits: PoolLimits) {
    this.#limits = limits;
  }

  /** The idle connection used last; undefined: a new one is needed. */
  take(key: string): Lane | undefined {
    const lane = this.#idle.get(key)?.at(-1);
    if (!lane) return undefined;
    this.#forget(lane);
    lane.reused = true;
    return lane;
  }

  /** Wraps a judged socket; it belongs to the caller until it is given back. */
  open(key: string, origin: string, connected: Connected): Lane {
    const lane = openLane(key, origin, connected, this.#limits.headerBytes);
    this.#open.add(lane);
    connected.socket.once('error', hideReset);
    connected.socket.once('close', () => {
      lane.dead = true;
      this.#open.delete(lane);
      this.#forget(lane);
    });
    return lane;
  }

  give(lane: Lane): void {
    if (lane.dead) return;
    if (this.#count >= this.#limits.idle) {
      lane.close();
      return;
    }
    const lanes = this.#idle.get(lane.key);
    if (lanes) lanes.push(lane);
    else this.#idle.set(lane.key, [lane]);
    this.#count += 1;
  }

  stats(): { readonly idle: number; readonly open: number } {
    return { idle: this.#count, open: this.#open.size };
  }

  close(): void {
    for (const lane of this.#open) lane.close();
  }

  #forget(lane: Lane): void {
    const lanes = this.#idle.get(lane.key);
    const index = lanes?.lastIndexOf(lane) ?? -1;
    if (!lanes || index < 0) return;
    lanes.splice(index, 1);
    this.#count -= 1;
    if (lanes.length === 0) this.#idle.delete(lane.key);
  }
}

const openLane = (key: string, origin: string, { socket, dial, peer }: Connected, maxHeaderSize: number): Lane => {
  let unused = true;
  const client = new Client(origin, {
    connect: (_options, callback) => {
      // A second call means that the connection ended: a new one has to be judged first, which is not done here.
      if (!unused || socket.destroyed) return callback(failure(UNSENT, 'the connection has ended'), null);
      unused = false;
      // undici takes any duplex stream; its types ask for a net.Socket, which the origin inside the gate has none of.
      // And it misses a callback that comes before its own call has returned.
      process.nextTick(() => Reflect.apply(callback, undefined, [null, socket]));
    },
    pipelining: 1,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: LONGEST_IDLE_MS,
    // The clock is the gate's own: one timer a flow.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize,
  });
  const close = () => {
    client.destroy();
    socket.destroy();
  };
  return { key, client, dial, peer, reused: false, dead: false, close };
};
