import { expect, it } from 'vitest';
import { createThrottle } from '../../src/admin/throttle.ts';

it('gives each key its burst at once, and then so much a second, never more than the burst', () => {
  let nowMs = 0;
  const { waitS, take } = createThrottle({ burst: 2, perSecond: 0.5, now: () => nowMs });
  for (const key of ['a', 'a', 'b']) {
    expect(waitS(key)).toBe(0);
    take(key);
  }
  expect([waitS('a'), waitS('b')]).toEqual([2, 0]);
  nowMs = 1000;
  expect(waitS('a')).toBe(1);
  nowMs = 2000;
  expect(waitS('a')).toBe(0);
  take('a');
  expect(waitS('a')).toBe(2);
  nowMs = 1_000_000;
  for (let n = 0; n < 2; n += 1) take('a');
  expect(waitS('a')).toBe(2);
});

it('forgets keys rather than hold them all', () => {
  const { waitS, take, size } = createThrottle({ burst: 1, perSecond: 0.001 });
  take('first');
  for (let n = 0; n < 10_000; n += 1) take(`${n}`);
  expect([waitS('first'), waitS('9999') > 0, size()]).toEqual([0, true, 10_000]);
});
