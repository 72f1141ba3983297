import { LRUCache } from 'lru-cache';
import type { ServerProbed } from '../model/event.ts';
import type { Policy } from '../model/policy.ts';
import { PROBE_LIMITS } from '../probe/limits.ts';
import { offeredVersions } from '../probe/offered-versions.ts';
import { createTurns } from '../probe/turns.ts';
import type { Dialling, Order, Reached } from '../upstream/connect.ts';
import { inspect } from '../upstream/inspect.ts';
import { answersOf, type Learned, learnedOf } from './learned-of.ts';

export interface ServerLooksOptions {
  readonly dialling: Pick<Dialling, 'context' | 'findPath' | 'handshakeMs'>;
  readonly tell: (event: ServerProbed) => void;
}

/** Servers that are looked at at the same time; the others wait. */
const AT_ONCE = 4;
/** Looks under way and in line: a server that is met when there are so many is looked at when it is met again. */
const MOST_UNDER_WAY = 256;
/** Servers whose look is remembered. */
const MOST_KEPT = 1_000;

interface Kept {
  /** Those for whom nothing is left to tell, or to be asked. */
  readonly settled: WeakSet<Policy>;
  /** null: nobody has had reason to look. */
  readonly learned: Promise<Learned> | null;
}

/**
 * Looks of the gate's own at the servers of its apps, in the background, for what a flow does not show: everything, where
 * its bytes pass unread; else which versions of TLS there are besides. One look for an address and session, by handshakes
 * without a byte of a request, to the address that the flow was let through to.
 */
export class ServerLooks {
  readonly #options: ServerLooksOptions;
  readonly #kept = new LRUCache<string, Kept>({ max: MOST_KEPT });
  readonly #underWay = new Set<AbortController>();
  readonly #turn = createTurns(AT_ONCE);
  #closed = false;
  #asked = 0;
  #hits = 0;

  constructor(options: ServerLooksOptions) {
    this.#options = options;
  }

  /** Takes note of a connection, and returns at once; what there is to tell is told later. */
  look(order: Order, reached: Reached): void {
    const { address, port } = reached.target;
    const key = `${order.authority.hostname}:${order.authority.port} ${address}:${port}`;
    const known = this.#kept.get(key);
    if (known) this.#hits += 1;
    if (this.#closed || known?.settled.has(order.policy) || !isOwn(order)) return;
    const isWanted = reached.facts === null || answersOf({ ...reached.facts, offered: [] }, order, reached).size > 0;
    const learned = known?.learned ?? (isWanted ? this.#begin(order, reached) : null);
    if (isWanted && !learned) return;
    const kept: Kept = { settled: known?.settled ?? new WeakSet(), learned };
    kept.settled.add(order.policy);
    this.#kept.set(key, kept);
    if (isWanted) void learned?.then((what) => this.#tell(what, order, reached));
  }

  /** Looks under way, and in line. */
  get size(): number {
    return this.#underWay.size;
  }

  /** Counts since the gate began, and what there is now. */
  stats(): { readonly asked: number; readonly hits: number; readonly underWay: number; readonly kept: number } {
    return { asked: this.#asked, hits: this.#hits, underWay: this.#underWay.size, kept: this.#kept.size };
  }

  /** A new session: what is under way is broken off, and every server is looked at again when it is met. */
  renew(): void {
    for (const stop of this.#underWay) stop.abort();
    this.#kept.clear();
  }

  close(): void {
    this.#closed = true;
    this.renew();
  }

  /** null: too many are under way. */
  #begin(order: Order, reached: Reached): Promise<Learned> | null {
    if (this.#underWay.size >= MOST_UNDER_WAY) return null;
    const stop = new AbortController();
    this.#underWay.add(stop);
    this.#asked += 1;
    return this.#turn(() => this.#learn(order, reached, stop.signal)).finally(() => this.#underWay.delete(stop));
  }

  async #learn({ authority, device }: Order, { target, facts }: Reached, signal: AbortSignal): Promise<Learned> {
    const cancel = { onCancel: (end: (reason: Error) => void) => signal.addEventListener('abort', () => end(BROKEN)) };
    const { address, port } = target;
    const { hostname, kind } = authority;
    try {
      signal.throwIfAborted();
      const asked = { authority, device, pinVerified: false, at: Date.now() };
      const shown = facts ?? (await inspect(target, asked, this.#options.dialling, cancel));
      const servername = kind === 'name' ? hostname : null;
      const limits = { ...PROBE_LIMITS, signal };
      const offered = await offeredVersions({ address, port, servername }, shown.protocol, limits);
      if (typeof offered === 'string') return { facts: shown, trouble: offered, isOver: signal.aborted };
      return { facts: { ...shown, offered }, trouble: null, isOver: signal.aborted };
    } catch (error) {
      return { facts: null, trouble: reasonOf(error), isOver: signal.aborted };
    }
  }

  #tell(learned: Learned, order: Order, reached: Reached): void {
    if (learned.isOver) return;
    const { flow, device, policy, api, authority } = order;
    const { passed, violations, unchecked } = learnedOf(learned, order, reached);
    if (passed.length + violations.length + unchecked.length === 0) return;
    this.#options.tell({
      ...{ v: 1, type: 'server.probed', at: Date.now(), flow, device },
      ...{ appid: policy.appid, profile: policy.profile.name, version: policy.version, api },
      ...{ host: authority.hostname, port: authority.port, address: reached.target.address, passed, violations },
      ...(unchecked.length > 0 ? { unchecked } : {}),
    });
  }
}

const BROKEN = new Error('the look was broken off');

const reasonOf = (error: unknown): string =>
  `the gate's own look at the server failed: ${error instanceof Error ? error.message : String(error)}`;

/** Whether the app itself names the host: what phones and host apps do besides is left alone. */
const isOwn = ({ authority: { hostname }, policy: { lists, media, pins } }: Order): boolean =>
  media.has(hostname) || pins.has(hostname) || Object.values(lists).some((list) => list.has(hostname));
