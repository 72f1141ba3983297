import { describe, expect, it } from 'vitest';
import type { Flow } from '../../src/exchange/flow.ts';
import { Grace } from '../../src/exchange/grace.ts';
import { flowOf } from './flow-of.ts';

const END = { type: 'flow.completed', status: 200, spliced: null } as const;

const begun = (graceMs: number) => {
  const { flow } = flowOf();
  const overs: number[] = [];
  let heard: (ms: number) => void = () => {};
  const over = new Promise<number>((resolve) => (heard = resolve));
  const grace = new Grace(flow, graceMs, (ms) => {
    overs.push(ms);
    heard(ms);
  });
  return { flow, grace, over, overs };
};

/** When a grace that began later and is longer is over. */
const laterGrace = async (): Promise<void> => {
  const { grace, over } = begun(40);
  grace.toBackground();
  await over;
};

describe('the grace of a flow', () => {
  it('is over once its time in the background has passed, and counts it', async () => {
    const { grace, over, overs } = begun(20);
    expect(grace.backgroundMs).toBeNull();
    grace.toBackground();
    expect(grace.backgroundMs).toBeGreaterThanOrEqual(0);
    expect(await over).toBeGreaterThanOrEqual(20);
    await laterGrace();
    expect(overs).toHaveLength(1);
  });

  it.each([
    ['the foreground is back', ({ grace }: { grace: Grace }) => grace.toForeground()],
    ['the flow has ended', ({ flow }: { flow: Flow }) => void flow.end(END)],
  ])('is never over when %s', async (_, ends) => {
    const one = begun(20);
    one.grace.toBackground();
    ends(one);
    expect(one.grace.backgroundMs).toBeNull();
    await laterGrace();
    expect(one.overs).toEqual([]);
  });

  it('begins anew each time, and not for a flow that has ended', async () => {
    const { grace, over, overs, flow } = begun(20);
    grace.toBackground();
    grace.toForeground();
    grace.toBackground();
    grace.toBackground();
    await over;
    expect(overs).toHaveLength(1);
    flow.end(END);
    grace.toBackground();
    expect(grace.backgroundMs).toBeNull();
  });
});
