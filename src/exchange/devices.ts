import { LRUCache } from 'lru-cache';
import type { Device, DeviceChange } from '../model/device.ts';
import type { Platform } from '../model/facts.ts';
import type { DeviceMemory } from './device-memory.ts';
import type { Flow } from './flow.ts';
import { ownerOf, type Slots } from './slots.ts';
import type { VerifiedPins } from './verified-pins.ts';

export interface DevicesOptions {
  /** Devices kept; those that did nothing for longest are forgotten, and count as new if they come again. */
  readonly max: number;
  /** Flows under way, of all devices. */
  readonly flows: Iterable<Flow>;
  readonly slots: Slots;
  readonly pins: VerifiedPins;
  /** Hosts for which a client did not take the gate's certificate. */
  readonly distrust: Pick<DeviceMemory, 'forget' | 'forgetAll'>;
}

/** Characters kept of a user agent. */
const LONGEST_AGENT = 200;

interface State {
  name: string | null;
  platform: Platform | null;
  seenAt: number | null;
  userAgent: string | null;
  foreground: boolean;
  since: number;
  session: number;
  readonly apps: Set<string>;
}

/** Every device by its id: where its mini program is, and with which apps it was seen. */
export class Devices {
  readonly #options: DevicesOptions;
  readonly #states: LRUCache<string, State>;

  constructor(options: DevicesOptions) {
    this.#options = options;
    this.#states = new LRUCache({ max: options.max });
  }

  /** Takes note of a new flow; one that begins in the background is in its grace from the start. */
  meet(flow: Flow, appid: string, userAgent: string | null = null): void {
    const state = this.#stateOf(flow.device);
    state.apps.add(appid);
    state.seenAt = Date.now();
    if (userAgent !== null) state.userAgent = userAgent.slice(0, LONGEST_AGENT);
    if (!state.foreground) flow.ground?.toBackground();
  }

  get size(): number {
    return this.#states.size;
  }

  /** A device of which nothing was said is in the foreground. */
  isForeground(id: string): boolean {
    return this.#states.get(id)?.foreground ?? true;
  }

  /** null: that of each app's file. */
  platformOf(id: string): Platform | null {
    return this.#states.get(id)?.platform ?? null;
  }

  /** Changes a device, known or not, and every flow of it that is under way. */
  change(id: string, { foreground, newSession, name, platform }: DeviceChange): Device {
    const state = this.#stateOf(id);
    if (name !== undefined) state.name = name;
    if (platform !== undefined) state.platform = platform;
    if (foreground !== undefined) this.#move(id, state, foreground);
    if (newSession) {
      state.session += 1;
      this.#options.pins.forget(id);
      this.#options.distrust.forget(id);
    }
    return this.#deviceOf(id, state);
  }

  /** A new session begins on every device. */
  renew(): void {
    for (const state of this.#states.values()) state.session += 1;
    this.#options.pins.forgetAll();
    this.#options.distrust.forgetAll();
  }

  /** The one that did something last comes first. */
  list(): readonly Device[] {
    return [...this.#states.entries()].map(([id, state]) => this.#deviceOf(id, state));
  }

  #move(id: string, state: State, foreground: boolean): void {
    if (state.foreground !== foreground) state.since = Date.now();
    state.foreground = foreground;
    // Told also where nothing changed: flows may be older than what is known of their device.
    for (const { device, ground } of this.#options.flows) {
      if (device !== id) continue;
      if (foreground) ground?.toForeground();
      else ground?.toBackground();
    }
  }

  #stateOf(id: string): State {
    const known = this.#states.get(id);
    if (known) return known;
    const unsaid = { name: null, platform: null, seenAt: null, userAgent: null };
    const state = { foreground: true, since: Date.now(), session: 1, apps: new Set<string>(), ...unsaid };
    this.#states.set(id, state);
    return state;
  }

  #deviceOf(id: string, { apps, ...said }: State): Device {
    const { slots } = this.#options;
    const open = (appid: string) => {
      const owner = ownerOf(id, appid);
      const { running, waiting } = slots.occupancy(owner, 'request');
      return { appid, requests: running, sockets: slots.occupancy(owner, 'socket').running, waiting };
    };
    return { id, ...said, apps: [...apps].map(open) };
  }
}
