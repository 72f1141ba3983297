import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inParallel } from '../../src/check/in-parallel.ts';

it('does so many at a time, and gives the results in order', async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel([5, 1, 4, 2, 3], 2, async (turns) => {
    running += 1;
    most = Math.max(most, running);
    for (let left = turns; left > 0; left -= 1) await turn();
    running -= 1;
    return turns * 10;
  });
  expect([results, most, running]).toEqual([[50, 10, 40, 20, 30], 2, 0]);
});

it('of nothing is nothing', async () => {
  expect(await inParallel([], 4, async () => 1)).toEqual([]);
});

it('fails where one fails', async () => {
  await expect(inParallel([1, 2], 1, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
