import { expect, it } from 'vitest';
import { Tries } from '../../src/users/tries.ts';
import { until } from '../support/until.ts';

it('so many of an address in a window, then it waits for the rest of it; others do not', () => {
  const tries = new Tries({ most: 2, windowMs: 30_000 });
  tries.begin('10.0.0.1');
  expect(tries.waitS('10.0.0.1')).toBe(0);
  tries.begin('10.0.0.1');
  expect(tries.waitS('10.0.0.1')).toBe(30);
  expect(tries.waitS('10.0.0.2')).toBe(0);
});

it('those that turn out to be right do not count', () => {
  const tries = new Tries({ most: 1, windowMs: 30_000 });
  const takeBack = tries.begin('10.0.0.1');
  expect(tries.waitS('10.0.0.1')).toBe(30);
  takeBack();
  expect(tries.waitS('10.0.0.1')).toBe(0);
});

it('a window ends, and is never less than a second away', async () => {
  const tries = new Tries({ most: 1, windowMs: 50 });
  tries.begin('10.0.0.1');
  expect(tries.waitS('10.0.0.1')).toBe(1);
  await until('the window is over', () => tries.waitS('10.0.0.1') === 0);
});
