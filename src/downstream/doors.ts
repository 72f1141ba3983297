import type { SecureContext } from 'node:tls';
import type { Apps } from '../exchange/apps.ts';
import type { Devices } from '../exchange/devices.ts';
import type { Distrust } from '../exchange/distrust.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Flow } from '../exchange/flow.ts';
import type { Roster } from '../exchange/roster.ts';
import type { Passage } from '../exchange/tunnel-flow.ts';
import type { Bus } from '../model/event.ts';
import type { Onboarding } from '../onboarding/onboarding.ts';
import type { Locate } from '../upstream/locate.ts';
import type { Users } from '../users/users.ts';
import type { Bypassed } from './bypass.ts';

/** What every listener of a gate shares. */
export interface Doors extends Passage {
  readonly exchange: Exchange;
  readonly apps: () => Apps;
  readonly bus: Bus;
  readonly flows: Roster<Flow>;
  readonly devices: Devices;
  readonly distrust: Distrust;
  /** Leaf certificates by host name. */
  readonly contextFor: (hostname: string) => Promise<SecureContext>;
  /** Judged addresses for datagrams. */
  readonly locate: Locate;
  /** UDP ports of the relays that are open: out of bounds for every relay. */
  readonly relayPorts: Set<number>;
  readonly access: () => Access;
  readonly say: (level: 'warn', sentence: string) => void;
  /** What the gate signs with where it asks an upstream proxy; null: it has none to ask by HTTP. */
  readonly mark: string | null;
  readonly bypassed: Bypassed;
  /** The gate's own pages. */
  readonly onboarding: Onboarding;
  readonly decrypt: 'auto' | 'always' | 'never';
  readonly limits: DoorLimits;
}

/** Who may use the gate. A reload makes a new one; connections that were let in stay. */
export interface Access {
  readonly allowed: (address: string) => boolean;
  /** Who has a password; null: nobody is asked for one. */
  readonly users: Users | null;
  /** Addresses of the load balancers that tell the client's address; null: none does. */
  readonly balancer: ((address: string) => boolean) | null;
}

export interface DoorLimits {
  readonly connections: number;
  readonly connectionsPerClient: number;
  readonly headerBytes: number;
  readonly handshakeMs: number;
  readonly idleMs: number;
}
