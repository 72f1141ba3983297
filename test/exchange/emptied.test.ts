import { describe, expect, it } from 'vitest';
import { emptied } from '../../src/exchange/emptied.ts';

describe('emptied', () => {
  it('resolves at once when nothing is under way', async () => {
    const before = performance.now();
    await emptied(new Set(), 5_000);
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('resolves when the last one has gone, before the time is over', async () => {
    const flows = new Set([1]);
    const before = performance.now();
    setImmediate(() => flows.clear());
    await emptied(flows, 60_000);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('resolves when the time is over, whatever is under way', async () => {
    const before = performance.now();
    await emptied(new Set([1]), 60);
    expect(performance.now() - before).toBeGreaterThanOrEqual(60);
  });
});
