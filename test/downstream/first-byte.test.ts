import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { firstByte } from '../../src/downstream/first-byte.ts';
import { socketPair } from '../support/socket-pair.ts';

const told = (socket: Socket, limitMs = 5_000) =>
  new Promise<number | null | 'late'>((resolve) => firstByte(socket, limitMs, () => resolve('late'), resolve));

it('is told once it is there, and is left to be read with what came with it', async () => {
  const [near, far] = await socketPair();
  const known = told(far);
  near.write('GET /');
  expect(await known).toBe('G'.charCodeAt(0));
  const rest = once(far, 'data');
  expect(String((await rest)[0])).toBe('GET /');
  expect([far.timeout, far.listenerCount('timeout')]).toEqual([0, 0]);
  for (const socket of [near, far]) socket.destroy();
});

it('of a connection that ended without one is null', async () => {
  const [near, far] = await socketPair();
  near.end();
  expect(await told(far)).toBeNull();
  for (const socket of [near, far]) socket.destroy();
});

it('that does not come in time is late', async () => {
  const [near, far] = await socketPair();
  expect(await told(far, 30)).toBe('late');
  expect([far.timeout, far.listenerCount('timeout'), far.listenerCount('readable')]).toEqual([0, 0, 0]);
  for (const socket of [near, far]) socket.destroy();
});
