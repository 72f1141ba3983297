import { cleanVerdictsKept } from '../rules/clean-verdict.ts';
import type { GaugeSource } from './metrics.ts';

interface Sized {
  readonly size: () => number;
}

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
  readonly pins: Sized;
  readonly devices: { readonly size: number };
  readonly listeners: readonly {
    readonly connections: () => number;
    readonly headers: () => { readonly refused: number; readonly named: number };
  }[];
  readonly access: () => {
    readonly users: {
      readonly stats: () => {
        readonly derived: number;
        readonly refused: number;
        readonly remembered: number;
        readonly guessing: number;
      };
    } | null;
  };
  readonly looks: {
    readonly stats: () => {
      readonly asked: number;
      readonly hits: number;
      readonly underWay: number;
      readonly kept: number;
    };
  };
  readonly chains: { readonly stats: () => { readonly kept: number; readonly hits: number } };
  readonly certificates: Sized;
  readonly distrust: Sized;
  readonly shortcuts: { readonly wrong: Sized };
  readonly throttles: { readonly requests: Sized; readonly guesses: Sized };
  readonly log: { readonly remembered: () => number };
  readonly recent: Sized & { readonly dropped: () => number };
  readonly dropped: () => number;
}

type Gauges = Readonly<Record<string, GaugeSource>>;

const ofFlows = ({ flows, slots, pins, devices, distrust }: Counted): Gauges => ({
  mpgate_flows_open: { help: 'Flows under way.', read: () => flows.size },
  mpgate_requests_running: { help: 'Requests that hold a place.', read: () => slots.stats().running },
  mpgate_requests_waiting: { help: 'Requests in line.', read: () => slots.stats().waiting },
  mpgate_sockets_open: { help: 'WebSockets, opening and open.', read: () => slots.stats().sockets },
  mpgate_pins_verified: { help: 'Pins that sessions of devices have verified.', read: pins.size },
  mpgate_devices: { help: 'Devices known.', read: () => devices.size },
  mpgate_distrusting: {
    help: 'Hosts passed unread, by device, since a client there did not trust the CA.',
    read: distrust.size,
  },
  mpgate_verdicts_kept: { help: 'Verdicts with nothing amiss that flows share.', read: cleanVerdictsKept },
});

const ofServers = ({ pool, looks, chains, certificates }: Counted): Gauges => ({
  mpgate_upstream_connections: { help: 'Connections to servers.', read: () => pool.stats().open },
  mpgate_upstream_idle: { help: 'Connections to servers without a request.', read: () => pool.stats().idle },
  mpgate_server_looks_total: { help: 'Servers looked at in the background.', read: () => looks.stats().asked },
  mpgate_server_looks_under_way: {
    help: 'Servers being looked at, or in line for it.',
    read: () => looks.stats().underWay,
  },
  mpgate_server_looks_kept: { help: 'Servers whose look is remembered.', read: () => looks.stats().kept },
  mpgate_server_looks_hits_total: {
    help: 'New connections to servers whose look is remembered.',
    read: () => looks.stats().hits,
  },
  mpgate_chains_kept: { help: 'Chains of servers whose way to a root is remembered.', read: () => chains.stats().kept },
  mpgate_chains_hits_total: {
    help: 'Handshakes whose chain had a way to a root that was remembered.',
    read: () => chains.stats().hits,
  },
  mpgate_certificates_kept: { help: 'Certificates of servers that are remembered.', read: certificates.size },
});

const ofClients = ({ leaves, listeners, access, shortcuts }: Counted): Gauges => {
  const sum = (count: (listener: Counted['listeners'][number]) => number) => () =>
    listeners.reduce((total, listener) => total + count(listener), 0);
  return {
    mpgate_leaves_cached: { help: 'Leaf certificates kept.', read: () => leaves.stats().cached },
    mpgate_leaves_minted_total: { help: 'Leaf certificates made.', read: () => leaves.stats().minted },
    mpgate_leaves_hits_total: { help: 'Leaf certificates asked for that were kept.', read: () => leaves.stats().hits },
    mpgate_client_connections: { help: 'Connections of clients.', read: sum((one) => one.connections()) },
    mpgate_proxy_headers_refused_total: {
      help: 'Connections closed over the PROXY protocol.',
      read: sum((one) => one.headers().refused),
    },
    mpgate_proxy_headers_named: {
      help: 'Addresses that the log has named lately for such connections.',
      read: sum((one) => one.headers().named),
    },
    mpgate_logins_refused_total: {
      help: 'Names and passwords turned away.',
      read: () => access().users?.stats().refused ?? 0,
    },
    mpgate_passwords_derived_total: {
      help: 'Passwords derived to be looked at.',
      read: () => access().users?.stats().derived ?? 0,
    },
    mpgate_logins_kept: {
      help: 'Names and passwords whose answer is remembered.',
      read: () => access().users?.stats().remembered ?? 0,
    },
    mpgate_logins_guessing: {
      help: 'Addresses whose wrong passwords are counted.',
      read: () => access().users?.stats().guessing ?? 0,
    },
    mpgate_shortcuts_guessing: { help: 'Addresses whose wrong shortcuts are counted.', read: shortcuts.wrong.size },
  };
};

const ofWindows = ({ throttles, log, recent, dropped }: Counted): Gauges => ({
  mpgate_admin_callers: {
    help: 'Addresses whose requests to the admin port are counted.',
    read: throttles.requests.size,
  },
  mpgate_admin_guessing: { help: 'Addresses whose wrong tokens are counted.', read: throttles.guesses.size },
  mpgate_findings_logged: { help: 'Findings about servers that the log does not tell again.', read: log.remembered },
  mpgate_flows_kept: { help: 'Flows in memory.', read: recent.size },
  mpgate_flows_dropped_total: { help: 'Flows that made room for newer ones.', read: recent.dropped },
  mpgate_session_events_dropped_total: { help: 'Events that the session file could not keep.', read: dropped },
});

/** Every queue and cache as a metric, by name. */
export const gauges = (of: Counted): Gauges => ({
  ...ofFlows(of),
  ...ofServers(of),
  ...ofClients(of),
  ...ofWindows(of),
});
