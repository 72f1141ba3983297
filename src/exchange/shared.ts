import type { Bus } from '../model/event.ts';
import type { Forward } from '../upstream/forward.ts';
import type { KeySwaps } from '../upstream/key-swaps.ts';
import type { Apps } from './apps.ts';
import type { Devices } from './devices.ts';
import type { Flow } from './flow.ts';
import type { Block } from './refuse.ts';
import type { Roster } from './roster.ts';
import type { Slots } from './slots.ts';
import type { VerifiedPins } from './verified-pins.ts';

/** What every flow of a gate shares. */
export interface Shared {
  readonly apps: () => Apps;
  readonly bus: Bus;
  readonly slots: Slots;
  readonly pins: VerifiedPins;
  readonly keySwaps: Pick<KeySwaps, 'verified'>;
  readonly devices: Devices;
  readonly block: Block;
  readonly forward: Forward;
  /** How long a flow past its time limit may stand still, where that rule lets it go on. */
  readonly idleMs: number;
  /** Flows under way, to be ended when the gate stops. */
  readonly flows: Roster<Flow>;
}
