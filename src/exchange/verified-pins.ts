import { createDeviceMemory, type DeviceMemory } from './device-memory.ts';

/** Domains whose pin a device's app session has verified: on iOS it is not asked again (S4:322). */
export interface VerifiedPins extends Pick<DeviceMemory, 'forget' | 'forgetAll' | 'size'> {
  readonly has: (device: string, appid: string, hostname: string) => boolean;
  readonly add: (device: string, appid: string, hostname: string) => void;
}

export const createVerifiedPins = (max: number): VerifiedPins => createDeviceMemory({ max });
