import { describe, expect, it } from 'vitest';
import { createBus } from '../../src/events/bus.ts';
import type { FlowEvent } from '../../src/model/event.ts';
import { began, completed } from './made.ts';

describe('the bus', () => {
  it('hands on the very events, and survives a listener at fault', () => {
    const faults: unknown[] = [];
    const heard: FlowEvent[] = [];
    const bus = createBus((fault) => faults.push(fault));
    bus.subscribe(() => {
      throw new Error('no');
    });
    const leave = bus.subscribe((event) => heard.push(event));
    const events = [began('1'), completed('1')];
    for (const event of events) bus.emit(event);
    leave();
    bus.emit(began('2'));
    expect(heard).toEqual(events);
    expect(heard[0]).toBe(events[0]);
    expect(faults).toHaveLength(1);
  });
});
