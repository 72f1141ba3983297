import { generateKeyPairSync } from 'node:crypto';
import { spkiPin } from '../ca/spki.ts';
import type { PeerFacts } from '../model/facts.ts';

/** A drill: what an app does when the key of a server changes in mid-session. No server is touched. */
export interface KeySwaps {
  /** From now on; a second time changes nothing. */
  readonly swap: (hostname: string) => void;
  /** From the moment on at which the host's pin has been verified. */
  readonly swapWhenVerified: (hostname: string) => void;
  readonly verified: (hostname: string) => void;
  readonly isSwapped: (hostname: string) => boolean;
  /** The facts as the server would show them with its new key. */
  readonly applied: (facts: PeerFacts) => PeerFacts;
}

/** `swapped` is told of each swap: connections that were judged before would hide it. */
export const createKeySwaps = (swapped: (hostname: string) => void): KeySwaps => {
  const armed = new Set<string>();
  /** Pin of the new key, by host. */
  const pins = new Map<string, string>();
  const swap = (hostname: string): void => {
    armed.delete(hostname);
    if (pins.has(hostname)) return;
    pins.set(hostname, spkiPin(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey));
    swapped(hostname);
  };
  return {
    swap,
    swapWhenVerified: (hostname) => void armed.add(hostname),
    verified: (hostname) => {
      if (armed.has(hostname)) swap(hostname);
    },
    isSwapped: (hostname) => pins.has(hostname),
    applied: (facts) => {
      const spki = pins.get(facts.authority.hostname);
      const [leaf, ...above] = facts.chain;
      return spki === undefined || !leaf ? facts : { ...facts, chain: [{ ...leaf, spki }, ...above] };
    },
  };
};
