import type { Connected } from './connect.ts';
import { Lane } from './lane.ts';

export interface PoolLimits {
  /** Idle connections kept, over all keys. */
  readonly idle: number;
  readonly headerBytes: number;
}

/** How often connections are looked for that have been idle for too long. */
const SWEEP_MS = 5_000;

/**
 * Idle upstream connections by key (policy and origin), last used first. A flow owns its connection while it runs: to
 * abort the flow closes the connection, and the verdict on the peer is the flow's.
 */
export class Pool {
  readonly #limits: PoolLimits;
  readonly #idle = new Map<string, Lane[]>();
  readonly #open = new Set<Lane>();
  readonly #sweeping: NodeJS.Timeout;
  #count = 0;

  constructor(limits: PoolLimits) {
    this.#limits = limits;
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_MS).unref();
  }

  /** The idle connection used last; undefined: a new one is needed. */
  take(key: string): Lane | undefined {
    const lanes = this.#idle.get(key);
    for (let lane = lanes?.at(-1); lane; lane = lanes?.at(-1)) {
      this.#forget(lane);
      if (!lane.dead && performance.now() < lane.keepUntil) {
        lane.reused = true;
        return lane;
      }
      lane.close();
    }
    return undefined;
  }

  /** Wraps a judged socket; it belongs to the caller until it is given back. */
  open(key: string, connected: Connected): Lane {
    const lane = new Lane(key, connected, this.#limits.headerBytes);
    this.#open.add(lane);
    connected.socket.once('close', () => {
      this.#open.delete(lane);
      this.#forget(lane);
    });
    return lane;
  }

  give(lane: Lane): void {
    if (lane.dead || lane.keepUntil === 0) return;
    if (this.#count >= this.#limits.idle) {
      lane.close();
      return;
    }
    const lanes = this.#idle.get(lane.key);
    if (lanes) lanes.push(lane);
    else this.#idle.set(lane.key, [lane]);
    this.#count += 1;
  }

  /** Every connection ends: the idle ones now, the others with what they carry. */
  retire(): void {
    for (const lane of this.#open) lane.retire();
  }

  stats(): { readonly idle: number; readonly open: number } {
    return { idle: this.#count, open: this.#open.size };
  }

  close(): void {
    clearInterval(this.#sweeping);
    for (const lane of this.#open) lane.close();
  }

  #sweep(): void {
    const now = performance.now();
    for (const [key, lanes] of [...this.#idle]) {
      for (const lane of lanes.filter(({ keepUntil }) => keepUntil <= now)) lane.close();
      // Not as soon as it is empty: most are used again at once.
      if (lanes.length === 0) this.#idle.delete(key);
    }
  }

  #forget(lane: Lane): void {
    const lanes = this.#idle.get(lane.key);
    const index = lanes?.lastIndexOf(lane) ?? -1;
    if (!lanes || index < 0) return;
    lanes.splice(index, 1);
    this.#count -= 1;
  }
}
