import { expect, it } from 'vitest';
import { gauges } from '../../src/admin/gauges.ts';

it('reads each count when it is asked', () => {
  const flows = new Set([1]);
  const table = gauges({
    flows,
    slots: { stats: () => ({ running: 2, sockets: 3, waiting: 4 }) },
    pool: { stats: () => ({ idle: 5, open: 6 }) },
    distrust: { size: () => 13 },
    leaves: { stats: () => ({ cached: 7, minted: 8 }) },
    listeners: [{ connections: () => 4 }, { connections: () => 5 }],
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
    leaves_minted: 8,
    distrusting: 13,
    client_connections: 9,
    flows_kept: 10,
    flows_dropped: 11,
    session_events_dropped: 12,
  });
});
