import { LRUCache } from 'lru-cache';

export interface ThrottleOptions {
  /** What one key may take at once. */
  readonly burst: number;
  /** What comes back to it in a second. */
  readonly perSecond: number;
  /** Milliseconds; of the process unless given. */
  readonly now?: () => number;
}

/** Counts what each key takes, an address for example. */
export interface Throttle {
  /** Whole seconds until there is something left for a key; 0: there is. */
  readonly waitS: (key: string) => number;
  readonly take: (key: string) => void;
  /** Keys remembered. */
  readonly size: () => number;
}

/** Keys remembered; one that is forgotten begins anew. */
const MOST_KEYS = 10_000;

interface Bucket {
  readonly left: number;
  /** Milliseconds: when that much was left. */
  readonly at: number;
}

/** A bucket for each key that fills at a steady rate: constant time and bounded memory, whoever asks. */
export const createThrottle = ({ burst, perSecond, now = () => performance.now() }: ThrottleOptions): Throttle => {
  const buckets = new LRUCache<string, Bucket>({ max: MOST_KEYS });
  const leftOf = (key: string): number => {
    const bucket = buckets.get(key);
    return bucket ? Math.min(burst, bucket.left + ((now() - bucket.at) / 1000) * perSecond) : burst;
  };
  return {
    waitS: (key) => {
      const left = leftOf(key);
      return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
    },
    take: (key) => void buckets.set(key, { left: Math.max(0, leftOf(key) - 1), at: now() }),
    size: () => buckets.size,
  };
};
