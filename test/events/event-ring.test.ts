import { describe, expect, it } from 'vitest';
import { createEventRing, type EventRingOptions } from '../../src/events/event-ring.ts';
import { until } from '../support/until.ts';
import { began, completed, judged, violation, world } from './made.ts';

const ringOf = (options: EventRingOptions = {}) => {
  const { bus } = world();
  const ring = createEventRing(bus, options);
  const tell = (count: number) => {
    for (let n = 1; n <= count; n += 1) bus.emit(began(`f${n}`));
  };
  const flows = (after: number, most = 100) =>
    ring.read(after, most).events.map((event) => 'flow' in event && event.flow);
  return { bus, ring, tell, flows };
};

describe('the ring of events', () => {
  it('only counts until someone follows', () => {
    const { ring, tell } = ringOf();
    tell(5);
    expect([ring.place(), ring.read(2, 10)]).toEqual([5, { events: [], place: 5, lost: 3 }]);
  });

  it('holds what comes then, and gives it in pieces', () => {
    const { ring, tell, flows } = ringOf();
    tell(2);
    ring.follow(() => {});
    tell(4);
    expect(flows(2)).toEqual(['f1', 'f2', 'f3', 'f4']);
    expect(flows(2, 3)).toEqual(['f1', 'f2', 'f3']);
    expect(ring.read(5, 3)).toMatchObject({ events: [{ flow: 'f4' }], place: 6, lost: 0 });
    expect(ring.read(6, 3)).toEqual({ events: [], place: 6, lost: 0 });
    expect(ring.read(0, 1)).toMatchObject({ events: [{ flow: 'f1' }], place: 3, lost: 2 });
  });

  it('lets the oldest go, and says how many', () => {
    const { ring, tell, flows } = ringOf({ size: 3 });
    ring.follow(() => {});
    tell(10);
    expect(flows(0)).toEqual(['f8', 'f9', 'f10']);
    expect(ring.read(0, 2)).toMatchObject({ place: 9, lost: 7 });
  });

  it('tells its followers once of many events, and not those who left', async () => {
    const { ring, tell } = ringOf();
    const heard = { stays: 0, leaves: 0 };
    ring.follow(() => {
      heard.stays += 1;
    });
    const leave = ring.follow(() => {
      heard.leaves += 1;
    });
    leave();
    tell(100);
    expect(heard.stays).toBe(0);
    await until('it was told', () => heard.stays > 0);
    expect(heard).toEqual({ stays: 1, leaves: 0 });
  });

  it('holds on for a while when the last one has left, for one who comes back', async () => {
    const { ring, tell, flows } = ringOf({ keepMs: 30 });
    ring.follow(() => {})();
    tell(2);
    expect(flows(0)).toEqual(['f1', 'f2']);
    await until('it has let go', () => ring.read(0, 9).lost === 2);
    const leave = ring.follow(() => {});
    tell(1);
    expect(ring.read(0, 9)).toMatchObject({ events: [{ flow: 'f1' }], place: 3, lost: 2 });
    leave();
    ring.follow(() => {});
    expect(flows(2)).toEqual(['f1']);
  });

  it('holds events about the session too, and none with endless texts', () => {
    const { bus, ring } = ringOf();
    ring.follow(() => {});
    ring.note({ v: 1, type: 'session.reloaded', at: 1, apps: [] });
    bus.emit(began('a', { url: 'x'.repeat(60_000) }));
    bus.emit(judged('a', 'tunnel', [], [violation('method', { message: 'y'.repeat(60_000) })]));
    bus.emit(completed('a'));
    const { events } = ring.read(0, 9);
    expect(events.map(({ type }) => type)).toEqual(['session.reloaded', 'flow.began', 'flow.judged', 'flow.completed']);
    expect(JSON.stringify(events).length).toBeLessThan(6_000);
  });
});
