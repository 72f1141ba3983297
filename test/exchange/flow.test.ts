import { describe, expect, it } from 'vitest';
import { flowOf } from './flow-of.ts';

describe('a flow', () => {
  it('begins with one event and ends with exactly one', () => {
    const { flow, events } = flowOf();
    expect(flow.end({ type: 'flow.completed', status: 200, spliced: null })).toBe(true);
    expect(flow.end({ type: 'flow.aborted', by: 'client' })).toBe(false);
    expect(events.map(({ type }) => type)).toEqual(['flow.began', 'flow.completed']);
    expect(new Set(events.map((event) => event.flow)).size).toBe(1);
  });

  it('tells the bytes and the time at its end', () => {
    const { flow, events } = flowOf();
    flow.bytesUp = 3;
    flow.bytesDown = 5;
    flow.end({ type: 'flow.failed', code: 'ECONNREFUSED', message: 'no' });
    expect(events.at(-1)).toMatchObject({ bytesUp: 3, bytesDown: 5, code: 'ECONNREFUSED' });
    expect(events.at(-1)).toHaveProperty('durationMs');
  });

  it('tells nothing of what is judged after its end', () => {
    const { flow, events } = flowOf();
    flow.end({ type: 'flow.aborted', by: 'client' });
    flow.judged('clock', { outcome: 'pass', passed: ['timeout'], violations: [] });
    expect(events).toHaveLength(2);
  });

  it('releases what hangs on it before its end is told, the last first, and late comers at once', () => {
    const { flow, events } = flowOf();
    const order: string[] = [];
    flow.afterwards(() => order.push(`slot ${events.length}`));
    flow.afterwards(() => order.push('upstream'));
    flow.end({ type: 'flow.aborted', by: 'client' });
    flow.afterwards(() => order.push('late'));
    expect(order).toEqual(['upstream', 'slot 1', 'late']);
  });
});
