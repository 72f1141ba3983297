import { createDeviceMemory } from '../../src/exchange/device-memory.ts';
import { Devices } from '../../src/exchange/devices.ts';
import { Slots } from '../../src/exchange/slots.ts';
import { createVerifiedPins } from '../../src/exchange/verified-pins.ts';

/** The devices of a gate through which nothing has passed. */
export const idleDevices = (): Devices =>
  new Devices({
    max: 10,
    flows: [],
    slots: new Slots(5),
    pins: createVerifiedPins(10),
    distrust: createDeviceMemory({ max: 10 }),
  });
