import { expect, it } from 'vitest';
import { createTurns } from '../../src/probe/turns.ts';

it('does at most so many at once, in their order, and all of them', async () => {
  const turn = createTurns(2);
  let running = 0;
  const began: number[] = [];
  const most: number[] = [];
  const work = (number: number) => async () => {
    running += 1;
    began.push(number);
    most.push(running);
    await new Promise(setImmediate);
    running -= 1;
    return number * 2;
  };
  expect(await Promise.all([1, 2, 3, 4, 5].map((number) => turn(work(number))))).toEqual([2, 4, 6, 8, 10]);
  expect(began).toEqual([1, 2, 3, 4, 5]);
  expect(Math.max(...most)).toBe(2);
});

it('work that fails gives its place to the next', async () => {
  const turn = createTurns(1);
  const failed = turn(() => Promise.reject(new Error('no')));
  const next = turn(async () => 'next');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('next');
  expect(await turn(async () => 'later')).toBe('later');
});
