import { LRUCache } from 'lru-cache';

/** What is known of devices, in words without spaces, until a new session of the device begins. */
export interface DeviceMemory {
  readonly has: (device: string, ...of: readonly string[]) => boolean;
  readonly add: (device: string, ...of: readonly string[]) => void;
  readonly remove: (device: string, ...of: readonly string[]) => void;
  /** A new session of the device begins. */
  readonly forget: (device: string) => void;
  readonly forgetAll: () => void;
  readonly size: () => number;
}

export interface MemoryBounds {
  /** The one not asked for longest makes room. */
  readonly max: number;
  /** How long each is kept; left out: until it makes room. */
  readonly ttlMs?: number;
}

export const createDeviceMemory = ({ max, ttlMs }: MemoryBounds): DeviceMemory => {
  const known = new LRUCache<string, true>({ max, ...(ttlMs === undefined ? {} : { ttl: ttlMs }) });
  const key = (...of: readonly string[]) => of.join(' ');
  return {
    has: (...of) => known.has(key(...of)),
    add: (...of) => {
      known.set(key(...of), true);
    },
    remove: (...of) => {
      known.delete(key(...of));
    },
    forget: (device) => {
      for (const of of [...known.keys()]) if (of.startsWith(`${device} `)) known.delete(of);
    },
    forgetAll: () => known.clear(),
    size: () => known.size,
  };
};
