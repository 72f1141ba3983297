import { expect, it } from 'vitest';
import { headMsOf } from '../../src/downstream/receive.ts';
import { dial, exchangeRaw } from '../support/client.ts';
import { CONNECT, socks } from '../support/socks.ts';
import { openWorld } from '../support/world.ts';

it.each([
  [120_000, 30_000],
  [500, 500],
])('a head may take 30 s, and no longer than silence: %i ms, %i ms', (idleMs, headMs) => {
  expect(headMsOf({ idleMs })).toBe(headMs);
});

it('HTTP and SOCKS have one port; silence is a 408', async () => {
  const world = await openWorld({ gate: { limits: { idleMs: 100 } } });
  const { socket, code } = await socks(world, CONNECT, 'other.test:443');
  socket.destroy();
  expect(code).toBe(2);
  expect(await exchangeRaw(await dial(world), '')).toMatch(/^HTTP\/1\.1 408 /);
});
