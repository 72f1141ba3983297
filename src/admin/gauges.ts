import type { GaugeSource } from './metrics.ts';

/** The parts of a gate that hold something, each with its count. */
export interface Counted {
  readonly flows: { readonly size: number };
  readonly slots: {
    readonly stats: () => { readonly running: number; readonly sockets: number; readonly waiting: number };
  };
  readonly pool: { readonly stats: () => { readonly idle: number; readonly open: number } };
  readonly leaves: {
    readonly stats: () => { readonly cached: number; readonly minted: number; readonly hits: number };
  };
  readonly pins: { readonly size: () => number };
  readonly devices: { readonly size: number };
  readonly listeners: readonly { readonly connections: () => number; readonly headersRefused: () => number }[];
  readonly users: { readonly stats: () => { readonly derived: number; readonly refused: number } } | null;
  readonly looks: {
    readonly stats: () => {
      readonly asked: number;
      readonly hits: number;
      readonly underWay: number;
      readonly kept: number;
    };
  };
  readonly distrust: { readonly size: () => number };
  readonly recent: { readonly size: () => number; readonly dropped: () => number };
  readonly dropped: () => number;
}

/** Every queue and cache as a metric, by name. */
export const gauges = (of: Counted): Readonly<Record<string, GaugeSource>> => ({
  mpgate_flows_open: { help: 'Flows under way.', read: () => of.flows.size },
  mpgate_requests_running: { help: 'Requests that hold a place.', read: () => of.slots.stats().running },
  mpgate_requests_waiting: { help: 'Requests in line.', read: () => of.slots.stats().waiting },
  mpgate_sockets_open: { help: 'WebSockets, opening and open.', read: () => of.slots.stats().sockets },
  mpgate_upstream_connections: { help: 'Connections to servers.', read: () => of.pool.stats().open },
  mpgate_upstream_idle: { help: 'Connections to servers without a request.', read: () => of.pool.stats().idle },
  mpgate_leaves_cached: { help: 'Leaf certificates kept.', read: () => of.leaves.stats().cached },
  mpgate_leaves_minted_total: { help: 'Leaf certificates made.', read: () => of.leaves.stats().minted },
  mpgate_leaves_hits_total: { help: 'Leaf certificates asked for that were kept.', read: () => of.leaves.stats().hits },
  mpgate_pins_verified: { help: 'Pins that sessions of devices have verified.', read: () => of.pins.size() },
  mpgate_devices: { help: 'Devices known.', read: () => of.devices.size },
  mpgate_server_looks_total: { help: 'Servers looked at in the background.', read: () => of.looks.stats().asked },
  mpgate_server_looks_under_way: {
    help: 'Servers being looked at, or in line for it.',
    read: () => of.looks.stats().underWay,
  },
  mpgate_server_looks_kept: { help: 'Servers whose look is remembered.', read: () => of.looks.stats().kept },
  mpgate_server_looks_hits_total: {
    help: 'New connections to servers whose look is remembered.',
    read: () => of.looks.stats().hits,
  },
  mpgate_distrusting: {
    help: 'Hosts passed unread, by device, since a client there did not trust the CA.',
    read: () => of.distrust.size(),
  },
  mpgate_client_connections: {
    help: 'Connections of clients.',
    read: () => of.listeners.reduce((total, listener) => total + listener.connections(), 0),
  },
  mpgate_proxy_headers_refused_total: {
    help: 'Connections closed over the PROXY protocol.',
    read: () => of.listeners.reduce((total, listener) => total + listener.headersRefused(), 0),
  },
  mpgate_logins_refused_total: { help: 'Names and passwords turned away.', read: () => of.users?.stats().refused ?? 0 },
  mpgate_passwords_derived_total: {
    help: 'Passwords derived to be looked at.',
    read: () => of.users?.stats().derived ?? 0,
  },
  mpgate_flows_kept: { help: 'Flows in memory.', read: () => of.recent.size() },
  mpgate_flows_dropped_total: { help: 'Flows that made room for newer ones.', read: () => of.recent.dropped() },
  mpgate_session_events_dropped_total: { help: 'Events that the session file could not keep.', read: of.dropped },
});
