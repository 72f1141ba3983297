import { expect, it } from 'vitest';
import { createThrottles } from '../../src/admin/throttles.ts';

it('counts requests and wrong tokens apart, and forgives many of the one and few of the other', () => {
  const { requests, guesses } = createThrottles();
  for (let n = 0; n < 20; n += 1) {
    requests.take('a');
    guesses.take('a');
  }
  expect([requests.waitS('a'), guesses.waitS('a'), guesses.waitS('b')]).toEqual([0, 5, 0]);
  expect([requests.size(), guesses.size()]).toEqual([1, 1]);
});
