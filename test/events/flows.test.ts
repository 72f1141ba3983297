import { describe, expect, it } from 'vitest';
import type { Flow } from '../../src/events/flows.ts';
import { aborted, began, completed, judged, violation, world } from './made.ts';

describe('flows', () => {
  it('joins the events of flows that run at the same time', () => {
    const { bus, flows } = world();
    const ended: Flow[] = [];
    flows.subscribe((flow) => ended.push(flow));
    bus.emit(began('a'));
    bus.emit(began('b'));
    bus.emit(judged('a', 'tunnel', ['x']));
    bus.emit(judged('b', 'tunnel', [], [violation('y')]));
    bus.emit({ v: 1, type: 'flow.waited', at: 0, flow: 'a', waitedMs: 30 });
    bus.emit(judged('a', 'request', ['x']));
    expect([...flows.open()].map(({ began: { flow } }) => flow)).toEqual(['a', 'b']);
    expect(flows.find('a')?.end).toBeNull();
    bus.emit(completed('b'));
    bus.emit(completed('a', 204));
    expect(flows.openCount()).toBe(0);
    expect(ended.map(({ seq, waitedMs }) => [seq, waitedMs])).toEqual([
      [2, 0],
      [1, 30],
    ]);
    expect(ended[1]?.judged.map(({ stage }) => stage)).toEqual(['tunnel', 'request']);
    expect(ended[1]?.end).toEqual(completed('a', 204));
  });

  it('tells of a flow once: the first terminal event stands', () => {
    const { bus, flows } = world();
    const ended: Flow[] = [];
    flows.subscribe((flow) => ended.push(flow));
    for (const event of [began('a'), completed('a'), aborted('a'), judged('a', 'clock', ['x'])]) bus.emit(event);
    expect(ended).toHaveLength(1);
    expect(ended[0]?.end?.type).toBe('flow.completed');
    expect(ended[0]?.judged).toEqual([]);
  });

  it('lets the oldest open flow go at its limit, and counts it', () => {
    const { bus, flows } = world(2);
    for (const flow of ['a', 'b', 'c']) bus.emit(began(flow));
    expect([...flows.open()].map((flow) => flow.began.flow)).toEqual(['b', 'c']);
    expect(flows.lostCount()).toBe(1);
    bus.emit(completed('a'));
    expect(flows.openCount()).toBe(2);
  });
});
