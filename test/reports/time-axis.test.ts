import { expect, it } from 'vitest';
import { createTimeAxis } from '../../src/reports/time-axis.ts';

it('begins at the first time and doubles its step when the points run out', () => {
  let halved = 0;
  const axis = createTimeAxis(4, () => {
    halved += 1;
  });
  expect([100, 101, 103].map(axis.pointOf)).toEqual([0, 1, 3]);
  expect([axis.from(), axis.stepMs(), halved]).toEqual([100, 1, 0]);
  expect(axis.pointOf(104)).toBe(2);
  expect([axis.stepMs(), halved]).toEqual([2, 1]);
  expect(axis.pointOf(100 + 4 * 2 ** 20 - 1)).toBe(3);
  expect(axis.stepMs()).toBe(2 ** 20);
});

it('a clock that was set back stays at the first point', () => {
  const axis = createTimeAxis(4, () => {});
  axis.pointOf(1000);
  expect(axis.pointOf(1)).toBe(0);
});
