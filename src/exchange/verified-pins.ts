import { LRUCache } from 'lru-cache';

/** Domains whose pin a device's app session has verified: on iOS it is not asked again (S4:322). */
export interface VerifiedPins {
  readonly has: (device: string, appid: string, hostname: string) => boolean;
  readonly add: (device: string, appid: string, hostname: string) => void;
  /** A new session of the device begins. */
  readonly forget: (device: string) => void;
  readonly forgetAll: () => void;
  readonly size: () => number;
}

export const createVerifiedPins = (max: number): VerifiedPins => {
  const verified = new LRUCache<string, true>({ max });
  const key = (device: string, appid: string, hostname: string) => `${device} ${appid} ${hostname}`;
  return {
    has: (...of) => verified.has(key(...of)),
    add: (...of) => {
      verified.set(key(...of), true);
    },
    forget: (device) => {
      for (const of of [...verified.keys()]) if (of.startsWith(`${device} `)) verified.delete(of);
    },
    forgetAll: () => verified.clear(),
    size: () => verified.size,
  };
};
