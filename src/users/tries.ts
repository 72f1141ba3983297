import { LRUCache } from 'lru-cache';

export interface TriesOptions {
  /** Wrong passwords of one address in one window. */
  readonly most: number;
  /** From the first of them, milliseconds. */
  readonly windowMs: number;
}

/** Addresses kept; whoever has more can try more, at a pace that the line of derivations sets. */
const ADDRESSES = 10_000;

/** Counts by address how many passwords were tried and not found right. */
export class Tries {
  readonly #most: number;
  readonly #counts: LRUCache<string, { count: number }>;

  constructor({ most, windowMs }: TriesOptions) {
    this.#most = most;
    this.#counts = new LRUCache({ max: ADDRESSES, ttl: windowMs });
  }

  /** Addresses that are counted. */
  get size(): number {
    return this.#counts.size;
  }

  /** Whole seconds until an address may try again; 0: it may now. */
  waitS(address: string): number {
    const tried = this.#counts.get(address);
    if (!tried || tried.count < this.#most) return 0;
    return Math.max(1, Math.ceil(this.#counts.getRemainingTTL(address) / 1000));
  }

  /** One more, until it turns out to be right: then the function that comes back takes it away. */
  begin(address: string): () => void {
    const tried = this.#counts.get(address) ?? { count: 0 };
    tried.count += 1;
    if (tried.count === 1) this.#counts.set(address, tried);
    return () => {
      tried.count -= 1;
    };
  }
}
