import { expect, it } from 'vitest';
import { createDeviceMemory } from '../../src/exchange/device-memory.ts';

it('knows a thing of one device, until it is removed', () => {
  const memory = createDeviceMemory({ max: 10 });
  memory.add('10.0.0.1', 'a.test');
  memory.add('10.0.0.1', 'b.test');
  memory.remove('10.0.0.1', 'b.test');
  const asked = [
    ['10.0.0.1', 'a.test'],
    ['10.0.0.1', 'b.test'],
    ['10.0.0.2', 'a.test'],
  ] as const;
  expect(asked.map(([device, host]) => memory.has(device, host))).toEqual([true, false, false]);
  expect(memory.size()).toBe(1);
});

it('forgets a device of which it knows, and no other', () => {
  const memory = createDeviceMemory({ max: 10 });
  memory.add('10.0.0.1', 'a.test');
  memory.add('10.0.0.10', 'a.test');
  memory.forget('10.0.0.1');
  expect([memory.has('10.0.0.1', 'a.test'), memory.has('10.0.0.10', 'a.test')]).toEqual([false, true]);
  memory.forgetAll();
  expect(memory.size()).toBe(0);
});

it('keeps so many, each for so long', async () => {
  const memory = createDeviceMemory({ max: 2, ttlMs: 1 });
  for (const host of ['a.test', 'b.test', 'c.test']) memory.add('10.0.0.1', host);
  expect(memory.size()).toBe(2);
  await expect.poll(() => memory.has('10.0.0.1', 'c.test')).toBe(false);
});
