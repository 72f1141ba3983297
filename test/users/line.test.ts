import { expect, it } from 'vitest';
import { Line } from '../../src/users/line.ts';

it('runs so much at once, the rest in order, and says when it is full', async () => {
  const line = new Line(2, 2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = (id: number) => () => {
    begun.push(id);
    return new Promise<number>((resolve) => ends.push(() => resolve(id)));
  };
  const [first, second, third] = [line.run(work(1)), line.run(work(2)), line.run(work(3))];
  expect([begun, line.isFull]).toEqual([[1, 2], false]);
  const fourth = line.run(work(4));
  expect(line.isFull).toBe(true);
  ends[1]?.();
  await second;
  ends[0]?.();
  await first;
  expect(begun).toEqual([1, 2, 3, 4]);
  ends[2]?.();
  ends[3]?.();
  expect([await third, await fourth]).toEqual([3, 4]);
});

it('goes on after work that failed', async () => {
  const line = new Line(1, 1);
  const broken = line.run(() => Promise.reject(new Error('broken')));
  const next = line.run(() => Promise.resolve('next'));
  await expect(broken).rejects.toThrow('broken');
  expect(await next).toBe('next');
});
