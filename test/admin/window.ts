import type { AppDesk } from '../../src/admin/app-desk.ts';
import { createMetrics } from '../../src/admin/metrics.ts';
import { type Admin, type AdminOptions, startAdmin } from '../../src/admin/server.ts';
import { createThrottles } from '../../src/admin/throttles.ts';
import { createEventRing } from '../../src/events/event-ring.ts';
import { createRecent } from '../../src/events/recent.ts';
import { createTally } from '../../src/events/tally.ts';
import type { Bus } from '../../src/model/event.ts';
import { harPieces } from '../../src/reports/har-pieces.ts';
import { world } from '../events/made.ts';
import { idleDevices } from '../support/devices.ts';

export const token = 'the-admin-token';
export const readToken = 'the-read-token';
export const bearer = { authorization: `Bearer ${token}` };

export interface Window {
  readonly bus: Bus;
  readonly admin: Admin;
  readonly url: string;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly api: (path: string) => Promise<Response>;
  readonly faults: readonly unknown[];
}

/** No apps: those are tested on a whole gate. */
const noApps: AppDesk = {
  list: async () => [],
  read: () => Promise.reject(new Error('there are no apps')),
  replace: () => Promise.reject(new Error('there are no apps')),
};

const rules = [
  { id: 'domain-allowlist', title: 'Only configured domains', checks: { tunnel: 1, request: 1 } },
  { id: 'method', title: 'Only known methods', checks: { request: 1 } },
];

/** An admin server on a free port, with a bus to feed it. */
export const openWindow = async (changes: Partial<AdminOptions> = {}): Promise<Window> => {
  const { bus, flows } = world();
  const tally = createTally(rules, flows);
  const faults: unknown[] = [];
  const admin = await startAdmin({
    host: '127.0.0.1',
    port: 0,
    tokens: { full: token, read: readToken },
    tls: { contextFor: () => Promise.reject(new Error('loopback is in the clear')), names: [] },
    ready: () => true,
    recent: createRecent(1000, flows),
    ring: createEventRing(bus),
    tally,
    devices: idleDevices(),
    shortcuts: (device) => [`http://mpgate.test/d/${device}`],
    keySwaps: { swap: () => {} },
    apps: noApps,
    config: () => {
      throw new Error('there are no settings');
    },
    har: harPieces,
    reset: () => {},
    metrics: createMetrics({ flows, tally, gauges: {} }),
    throttles: createThrottles(),
    onFault: (fault) => faults.push(fault),
    ...changes,
  });
  const url = `http://127.0.0.1:${admin.port}`;
  const get: Window['get'] = (path, headers = {}) => fetch(`${url}${path}`, { headers });
  return { bus, admin, url, get, api: (path) => get(`/api/v1${path}`, bearer), faults };
};
