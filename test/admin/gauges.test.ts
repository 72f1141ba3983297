import { expect, it } from 'vitest';
import { gauges } from '../../src/admin/gauges.ts';
import { cleanVerdictsKept } from '../../src/rules/clean-verdict.ts';

it('reads each count when it is asked', () => {
  const flows = new Set([1]);
  const table = gauges({
    flows,
    slots: { stats: () => ({ running: 2, sockets: 3, waiting: 4 }) },
    pool: { stats: () => ({ idle: 5, open: 6 }) },
    leaves: { stats: () => ({ cached: 7, minted: 8, hits: 13 }) },
    pins: { size: () => 14 },
    devices: { size: 15 },
    listeners: [
      { connections: () => 4, headers: () => ({ refused: 16, named: 21 }) },
      { connections: () => 5, headers: () => ({ refused: 1, named: 2 }) },
    ],
    access: () => ({ users: { stats: () => ({ derived: 18, refused: 19, remembered: 24, guessing: 25 }) } }),
    looks: { stats: () => ({ asked: 13, hits: 14, underWay: 15, kept: 16 }) },
    chains: { stats: () => ({ kept: 26, hits: 27 }) },
    certificates: { size: () => 28 },
    distrust: { size: () => 20 },
    shortcuts: { wrong: { size: () => 29 } },
    throttles: { requests: { size: () => 30 }, guesses: { size: () => 31 } },
    log: { remembered: () => 32 },
    recent: { size: () => 10, dropped: () => 11 },
    dropped: () => 12,
  });
  flows.add(2);
  const values = Object.fromEntries(
    Object.entries(table).map(([name, { read }]) => [name.replace('mpgate_', ''), read()]),
  );
  expect(values).toEqual({
    flows_open: 2,
    requests_running: 2,
    sockets_open: 3,
    requests_waiting: 4,
    upstream_idle: 5,
    upstream_connections: 6,
    leaves_cached: 7,
    leaves_minted_total: 8,
    leaves_hits_total: 13,
    pins_verified: 14,
    devices: 15,
    server_looks_total: 13,
    server_looks_hits_total: 14,
    server_looks_under_way: 15,
    server_looks_kept: 16,
    distrusting: 20,
    client_connections: 9,
    flows_kept: 10,
    flows_dropped_total: 11,
    session_events_dropped_total: 12,
    proxy_headers_refused_total: 17,
    passwords_derived_total: 18,
    logins_refused_total: 19,
    proxy_headers_named: 23,
    logins_kept: 24,
    logins_guessing: 25,
    chains_kept: 26,
    chains_hits_total: 27,
    certificates_kept: 28,
    shortcuts_guessing: 29,
    admin_callers: 30,
    admin_guessing: 31,
    findings_logged: 32,
    verdicts_kept: cleanVerdictsKept(),
  });
});
