import type { Root } from '../ca/root.ts';
import { ServerLooks } from '../check/server-looks.ts';
import type { Config } from '../config/load.ts';
import { createBypassed } from '../downstream/bypass.ts';
import type { Doors } from '../downstream/doors.ts';
import type { Recording } from '../events/recording.ts';
import { createExchange } from '../exchange/exchange.ts';
import { createEcho } from '../upstream/echo.ts';
import { createForward } from '../upstream/forward.ts';
import { createKeySwaps, type KeySwaps } from '../upstream/key-swaps.ts';
import { locate } from '../upstream/locate.ts';
import { connectsOf } from './connects-of.ts';
import { type DeviceShortcuts, deviceShortcuts } from './device-shortcuts.ts';
import type { diallingOf } from './dialling-of.ts';
import { inForce } from './in-force.ts';
import { onboardingOf } from './onboarding-of.ts';
import { createStores, type Stores } from './stores.ts';

/** Everything between the listeners and the network, and what it holds. */
export interface Works extends Stores {
  readonly doors: Doors;
  readonly shortcuts: DeviceShortcuts;
  readonly chains: ReturnType<typeof diallingOf>['chains'];
  readonly looks: ServerLooks;
  readonly keySwaps: KeySwaps;
  /** Later connections and flows go by these settings, as far as they change without a new start. */
  readonly reload: (config: Config) => void;
  /** A new session begins, on every device and with every server. */
  readonly renew: () => void;
  readonly close: () => void;
}

/** What the works stand on: the gate's own CA, its record, and how servers are reached. */
export interface Ground {
  readonly ca: Root;
  readonly recording: Pick<Recording, 'bus' | 'log'>;
  readonly sockets: ReturnType<typeof diallingOf>;
  /** The gate's own UDP ports, as they are opened. */
  readonly relayPorts: Set<number>;
}

export const assemble = (config: Config, { ca, recording: { bus, log }, sockets, relayPorts }: Ground): Works => {
  const { gate } = config;
  const held = { now: inForce(config, null) };
  const stores = createStores(ca, gate);
  const { flows, devices, pool } = stores;
  const keySwaps = createKeySwaps(drill(pool, log.say));
  const dialling = { ...sockets, keySwaps };
  const echo = createEcho();
  const looks = new ServerLooks({ dialling, tell: bus.emit });
  const { dial, reach } = connectsOf(dialling, echo, looks);
  const shortcuts = deviceShortcuts(ca, devices);
  const shared = { ...stores, apps: () => held.now.apps, bus, say: log.say, keySwaps };
  const forward = createForward(reach, pool);
  const doors: Doors = {
    ...shared,
    exchange: createExchange({ ...shared, block: gate.block, idleMs: gate.limits.idleMs, forward }),
    contextFor: stores.leaves.contextFor,
    connect: dial,
    look: (order, reached) => looks.look(order, reached),
    locate: (sought, cancel) => locate(sought, dialling, cancel),
    relayPorts,
    access: () => held.now.access,
    mark: dialling.way?.mark ?? null,
    bypassed: createBypassed(gate.bypass),
    onboarding: onboardingOf(gate, ca, shared.apps, shortcuts),
    decrypt: gate.decrypt,
    limits: gate.limits,
  };
  return {
    ...{ ...stores, doors, shortcuts, chains: sockets.chains, looks, keySwaps },
    reload: (next) => {
      held.now = inForce(next, held.now);
    },
    renew: () => {
      for (const part of [devices, looks]) part.renew();
    },
    close: closing(flows, [looks, pool, echo]),
  };
};

/** A swap that nobody is told of would pass for a fault of the server's. */
const drill =
  (pool: Stores['pool'], say: Recording['log']['say']) =>
  (hostname: string): void => {
    pool.retire();
    say('info', `Drill: from now on ${hostname} shows another key. The server itself has not changed.`);
  };

const closing = (flows: Stores['flows'], parts: readonly { readonly close: () => void }[]) => (): void => {
  for (const flow of flows) flow.end({ type: 'flow.aborted', by: 'gate' });
  for (const part of parts) part.close();
};
