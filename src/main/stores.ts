import { createLeaves, type Leaves } from '../ca/leaf.ts';
import type { Root } from '../ca/root.ts';
import type { Gate } from '../config/gate-schema.ts';
import { Devices } from '../exchange/devices.ts';
import { createDistrust, type Distrust } from '../exchange/distrust.ts';
import type { Flow } from '../exchange/flow.ts';
import { Roster } from '../exchange/roster.ts';
import { Slots } from '../exchange/slots.ts';
import { createVerifiedPins, type VerifiedPins } from '../exchange/verified-pins.ts';
import { Pool } from '../upstream/pool.ts';

/** What a gate remembers while it runs, each with its limit. */
export interface Stores {
  readonly flows: Roster<Flow>;
  readonly slots: Slots;
  readonly leaves: Leaves;
  readonly pool: Pool;
  readonly pins: VerifiedPins;
  readonly distrust: Distrust;
  readonly devices: Devices;
}

/** Requests of one device and app that may wait in line. */
const LONGEST_LINE = 1000;
const IDLE_UPSTREAM = 1024;
const SESSIONS = 10_000;
const DEVICES = 10_000;
/** A working day: whoever installs the CA in between begins a new session. */
const DISTRUST = { max: 10_000, ttlMs: 8 * 3_600_000 };

export const createStores = (ca: Root, { caKey, limits: { headerBytes } }: Pick<Gate, 'caKey' | 'limits'>): Stores => {
  const flows = new Roster<Flow>();
  const slots = new Slots(LONGEST_LINE);
  const pins = createVerifiedPins(SESSIONS);
  const distrust = createDistrust(DISTRUST);
  return {
    ...{ flows, slots, pins, distrust },
    leaves: createLeaves({ root: ca, key: caKey }),
    pool: new Pool({ idle: IDLE_UPSTREAM, headerBytes }),
    devices: new Devices({ max: DEVICES, flows, slots, pins, distrust }),
  };
};
