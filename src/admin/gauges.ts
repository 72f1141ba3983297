import type { GaugeSource } from './metrics.ts';

/** The parts of a gate that hold something, each with its count. */
export interface Counted {
  readonly flows: { readonly size: number };
  readonly slots: {
    readonly stats: () => { readonly running: number; readonly sockets: number; readonly waiting: number };
  };
  readonly pool: { readonly stats: () => { readonly idle: number; readonly open: number } };
  readonly distrust: { readonly size: () => number };
  readonly leaves: { readonly stats: () => { readonly cached: number; readonly minted: number } };
  readonly listeners: readonly { readonly connections: () => number }[];
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
  mpgate_leaves_minted: { help: 'Leaf certificates made.', read: () => of.leaves.stats().minted },
  mpgate_distrusting: {
    help: 'Hosts passed unread, by device, since a client there did not trust the CA.',
    read: () => of.distrust.size(),
  },
  mpgate_client_connections: {
    help: 'Connections of clients.',
    read: () => of.listeners.reduce((total, listener) => total + listener.connections(), 0),
  },
  mpgate_flows_kept: { help: 'Flows in memory.', read: () => of.recent.size() },
  mpgate_flows_dropped: { help: 'Flows that made room for newer ones.', read: () => of.recent.dropped() },
  mpgate_session_events_dropped: { help: 'Events that the session file could not keep.', read: of.dropped },
});
