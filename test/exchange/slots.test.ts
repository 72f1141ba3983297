import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Place, Slots } from '../../src/exchange/slots.ts';

describe('slots', () => {
  it('counts what runs and what waits, for each owner and kind on its own', () => {
    const slots = new Slots(10);
    slots.take('a', 'request');
    slots.take('a', 'request');
    slots.take('a', 'socket');
    slots.wait('a', 'request', 2, () => {});
    expect(slots.occupancy('a', 'request')).toEqual({ running: 2, waiting: 1, room: true });
    expect(slots.occupancy('a', 'socket')).toEqual({ running: 1, waiting: 0, room: true });
    expect(slots.occupancy('b', 'request')).toEqual({ running: 0, waiting: 0, room: true });
    expect(slots.stats()).toEqual({ running: 2, sockets: 1, waiting: 1 });
  });

  it('makes room by closing the oldest that may be closed', () => {
    const slots = new Slots(10);
    const closed: string[] = [];
    const socket = (name: string): Place => {
      const place: Place = slots.take('a', 'socket', () => {
        closed.push(name);
        place.release();
      });
      return place;
    };
    const first = socket('first');
    socket('second');
    socket('third');
    first.release();
    slots.makeRoom('a', 'socket', 2);
    expect(closed).toEqual(['second']);
    slots.makeRoom('a', 'socket', 2);
    slots.makeRoom('b', 'socket', 1);
    expect(closed).toEqual(['second']);
    expect(slots.occupancy('a', 'socket').running).toBe(1);
  });

  it('calls those in line in order, as places come free', () => {
    const slots = new Slots(10);
    const first = slots.take('a', 'request');
    const second = slots.take('a', 'request');
    const order: string[] = [];
    slots.wait('a', 'request', 2, () => order.push('third'));
    slots.wait('a', 'request', 2, () => order.push('fourth'));
    second.release();
    expect(order).toEqual(['third']);
    first.release();
    expect(order).toEqual(['third', 'fourth']);
  });

  it('lets one leave the line without disturbing the others', () => {
    const slots = new Slots(10);
    const running = slots.take('a', 'request');
    const order: string[] = [];
    const leaver = slots.wait('a', 'request', 1, () => order.push('leaver'));
    slots.wait('a', 'request', 1, () => order.push('stayer'));
    leaver.release();
    running.release();
    expect(order).toEqual(['stayer']);
  });

  it('releases a place once, however often it is given back', () => {
    const slots = new Slots(10);
    const place = slots.take('a', 'request');
    slots.take('a', 'request');
    place.release();
    place.release();
    expect(slots.occupancy('a', 'request').running).toBe(1);
  });

  it('says when the line is full', () => {
    const slots = new Slots(1);
    slots.take('a', 'request');
    slots.wait('a', 'request', 1, () => {});
    expect(slots.occupancy('a', 'request').room).toBe(false);
  });

  it('never runs more than the limit, forgets nobody, and ends empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(7), { maxLength: 60 }), (limit, steps) => {
        const slots = new Slots(1000);
        const held: Place[] = [];
        let running = 0;
        let admitted = 0;
        let asked = 0;
        for (const step of steps) {
          if (step < 5) {
            asked += 1;
            const { running: now, waiting } = slots.occupancy('a', 'request');
            if (now < limit && waiting === 0) {
              held.push(slots.take('a', 'request'));
              admitted += 1;
            } else held.push(slots.wait('a', 'request', limit, () => (admitted += 1)));
          } else held.splice(step % Math.max(1, held.length), 1)[0]?.release();
          running = slots.occupancy('a', 'request').running;
          expect(running).toBeLessThanOrEqual(limit);
        }
        expect(admitted).toBeLessThanOrEqual(asked);
        for (const place of held) place.release();
        expect(slots.stats()).toEqual({ running: 0, sockets: 0, waiting: 0 });
      }),
    );
  });
});
