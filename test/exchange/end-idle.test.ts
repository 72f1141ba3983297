import { describe, expect, it } from 'vitest';
import { endIdle } from '../../src/exchange/end-idle.ts';
import type { Flow } from '../../src/exchange/flow.ts';
import { flowOf } from './flow-of.ts';

/** When the flow was found idle, milliseconds after it began. */
const foundIdle = (flow: Flow, idleMs: number): Promise<number> =>
  new Promise((resolve) => endIdle(flow, idleMs, () => resolve(flow.elapsedMs)));

describe('a flow that stands still', () => {
  it('is told of after its time, once', async () => {
    let told = 0;
    const { flow } = flowOf();
    endIdle(flow, 10, () => {
      told += 1;
    });
    expect(await foundIdle(flowOf().flow, 60)).toBeGreaterThanOrEqual(58);
    expect(told).toBe(1);
  });

  it('is left alone while bytes pass, either way', async () => {
    const { flow } = flowOf();
    let passes = 6;
    const passing = setInterval(() => {
      passes -= 1;
      if (passes % 2 === 0) flow.bytesUp += 1;
      else flow.bytesDown += 1;
      if (passes === 0) clearInterval(passing);
    }, 20);
    expect(await foundIdle(flow, 50)).toBeGreaterThanOrEqual(120);
  });

  it('is nobody’s concern once it has ended', async () => {
    const { flow } = flowOf();
    let told = 0;
    endIdle(flow, 10, () => {
      told += 1;
    });
    flow.end({ type: 'flow.completed', status: 200, spliced: null });
    await foundIdle(flowOf().flow, 40);
    expect(told).toBe(0);
  });
});
