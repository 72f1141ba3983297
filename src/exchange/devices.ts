import { LRUCache } from 'lru-cache';
import type { Device, DeviceChange } from '../model/device.ts';
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

interface State {
  foreground: boolean;
  since: number;
  session: number;
  readonly apps: Set<string>;
}

/** Every device by its address: where its mini program is, and with which apps it was seen. */
export class Devices {
  readonly #options: DevicesOptions;
  readonly #states: LRUCache<string, State>;

  constructor(options: DevicesOptions) {
    this.#options = options;
    this.#states = new LRUCache({ max: options.max });
  }

  /** Takes note of a new flow; one that begins in the background is in its grace from the start. */
  meet(flow: Flow, appid: string): void {
    const { apps, foreground } = this.#stateOf(flow.device);
    apps.add(appid);
    if (!foreground) flow.ground?.toBackground();
  }

  /** A device of which nothing was said is in the foreground. */
  isForeground(id: string): boolean {
    return this.#states.get(id)?.foreground ?? true;
  }

  /** Changes a device, known or not, and every flow of it that is under way. */
  change(id: string, { foreground, newSession }: DeviceChange): Device {
    const state = this.#stateOf(id);
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
    const state = { foreground: true, since: Date.now(), session: 1, apps: new Set<string>() };
    this.#states.set(id, state);
    return state;
  }

  #deviceOf(id: string, { foreground, since, session, apps }: State): Device {
    const { slots } = this.#options;
    const open = (appid: string) => {
      const owner = ownerOf(id, appid);
      const { running, waiting } = slots.occupancy(owner, 'request');
      return { appid, requests: running, sockets: slots.occupancy(owner, 'socket').running, waiting };
    };
    return { id, foreground, since, session, apps: [...apps].map(open) };
  }
}
