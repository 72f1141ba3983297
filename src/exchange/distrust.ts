import { createDeviceMemory, type DeviceMemory, type MemoryBounds } from './device-memory.ts';

/** Hosts, by device, for which a client there does not take the gate's certificate: what is for them passes undecrypted. */
export interface Distrust extends DeviceMemory {
  /** A client was gone right after a handshake, without a word: it may not trust the certificate, or have had no use for the connection. */
  readonly doubt: DeviceMemory['add'];
  readonly isDoubted: DeviceMemory['has'];
}

export const createDistrust = (bounds: MemoryBounds): Distrust => {
  const certain = createDeviceMemory(bounds);
  const doubted = createDeviceMemory(bounds);
  const both = [certain, doubted] as const;
  return {
    ...certain,
    doubt: doubted.add,
    isDoubted: doubted.has,
    remove: (...of) => {
      for (const memory of both) memory.remove(...of);
    },
    forget: (device) => {
      for (const memory of both) memory.forget(device);
    },
    forgetAll: () => {
      for (const memory of both) memory.forgetAll();
    },
  };
};
