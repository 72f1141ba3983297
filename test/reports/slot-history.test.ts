import { expect, it } from 'vitest';
import { createBus } from '../../src/events/bus.ts';
import type { FlowEvent, SessionBegan } from '../../src/model/event.ts';
import { followSlots } from '../../src/reports/slot-history.ts';
import { began, completed, judged, refused, violation } from '../events/made.ts';
import { app, session } from './made.ts';

const at = (ms: number, event: FlowEvent): FlowEvent => ({ ...event, at: 1000 + ms });
const admitted = (flow: string): FlowEvent => judged(flow, 'admit', ['concurrency-request']);

const followed = (first: SessionBegan | null, laneLimit?: number) => {
  const held = { session: first };
  const bus = createBus((fault) => {
    throw fault;
  });
  const history = followSlots({ bus, session: () => held.session }, laneLimit);
  return { bus, history, held };
};

it('counts what runs and what waits at the limit of the app, by device, app and kind', () => {
  const { bus, history } = followed(session(app({ requestsAtOnce: 2 })));
  for (const flow of ['a', 'b', 'c']) {
    bus.emit(at(0, began(flow)));
    bus.emit(at(0, admitted(flow)));
  }
  bus.emit(at(4, completed('a')));
  bus.emit(at(4, { v: 1, type: 'flow.waited', at: 0, flow: 'c', waitedMs: 4 }));
  bus.emit(at(6, completed('b')));
  bus.emit(at(8, completed('c')));
  bus.emit(at(9, began('s', { kind: 'socket' })));
  bus.emit(at(9, judged('s', 'admit', ['concurrency-socket'])));
  const { lanes, from, stepMs, points, lost } = history();
  expect(lanes.map(({ kind, limit }) => [kind, limit])).toEqual([
    ['request', 2],
    ['socket', 5],
  ]);
  expect(lanes[0]?.running).toEqual([2, 2, 2, 2, 2, 2, 2, 1, 1]);
  expect(lanes[0]?.waiting).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0]);
  expect([from, stepMs, points, lost]).toEqual([1000, 1, 10, 0]);
});

it('a platform without a limit has none, whatever is usual elsewhere', () => {
  const { bus, history } = followed(session(app({ requestsAtOnce: null })));
  for (let n = 0; n < 12; n += 1) {
    bus.emit(at(0, began(`${n}`)));
    bus.emit(at(0, admitted(`${n}`)));
  }
  bus.emit(at(1, completed('0')));
  expect(history().lanes).toMatchObject([{ limit: null, running: [12, 12], waiting: [0, 0] }]);
});

it('what was refused, or is no request, held no place; a rule that is a warning lets more in than the limit', () => {
  const { bus, history } = followed(session(app({ requestsAtOnce: 1 })));
  bus.emit(at(0, began('r')));
  bus.emit(at(0, judged('r', 'admit', [], [violation('concurrency-request')])));
  bus.emit(at(0, refused('r', violation('concurrency-request'))));
  bus.emit(at(0, began('t', { kind: 'tunnel' })));
  bus.emit(at(0, completed('t')));
  for (const flow of ['a', 'b', 'c']) {
    bus.emit(at(1, began(flow)));
    bus.emit(at(1, judged(flow, 'admit', [], [violation('concurrency-request', { effect: 'warn' })])));
  }
  expect(history().lanes.map(({ running, waiting }) => [Math.max(...running), Math.max(...waiting)])).toEqual([[3, 0]]);
});

it('after a gate that was killed the next one begins with every place free', () => {
  const { bus, history, held } = followed(session(app()));
  bus.emit(at(0, began('a')));
  bus.emit(at(0, admitted('a')));
  held.session = session(app());
  bus.emit(at(3, began('b')));
  bus.emit(at(3, admitted('b')));
  bus.emit(at(5, completed('b')));
  expect(history().lanes[0]?.running.at(-1)).toBe(1);
  held.session = { ...session(app()), type: 'session.reloaded' };
  bus.emit(at(6, began('c')));
  expect(history().lanes).toHaveLength(1);
});

it('without a session the limits are the usual ones; lanes and points are bounded', () => {
  const { bus, history } = followed(null, 2);
  for (let n = 0; n < 5000; n += 1) {
    bus.emit(at(n, began(`${n}`, { device: `10.0.0.${n % 4}` })));
    bus.emit(at(n, admitted(`${n}`)));
    bus.emit(at(n, completed(`${n}`)));
  }
  const { lanes, points, stepMs, lost } = history();
  expect(lanes.map(({ limit }) => limit)).toEqual([10, 10]);
  expect([lost, stepMs]).toEqual([2, 32]);
  expect(points).toBeLessThanOrEqual(240);
});
