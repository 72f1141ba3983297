import { once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ask, dial, secureTunnel, tunnel } from '../support/client.ts';
import { openWorld } from '../support/world.ts';

it('greets over wss and closes, and is no flow', async () => {
  const world = await openWorld();
  const socket = await secureTunnel(world, 'mpgate.test:443');
  const ws = new WebSocket('wss://mpgate.test/test/socket?1', { createConnection: () => socket });
  const closed = once(ws, 'close');
  const [message] = await once(ws, 'message');
  expect(String(message)).toBe('mpgate');
  expect((await closed)[0]).toBe(1000);
  expect(await world.flows()).toEqual([]);
});

it('hangs up on a client that talks', async () => {
  const world = await openWorld();
  const socket = await secureTunnel(world, 'mpgate.test:443');
  const ws = new WebSocket('wss://mpgate.test/test/socket', { createConnection: () => socket });
  ws.on('error', () => {});
  ws.on('open', () => ws.send('x'.repeat(4096)));
  await once(ws, 'close');
});

it.each([
  ['by address', (world: { readonly port: number }) => dial(world)],
  ['in a tunnel without TLS', (world: { readonly port: number }) => tunnel(world, 'mpgate.test:80')],
])('is not there %s', async (_, connect) => {
  const world = await openWorld();
  const socket = await connect(world);
  const ws = new WebSocket('ws://mpgate.test/test/socket', { createConnection: () => socket });
  const [error] = await once(ws, 'error');
  expect(error).toMatchObject({ message: 'Unexpected server response: 404' });
});

it('is no page', async () => {
  expect((await ask(await openWorld(), 'https://mpgate.test/test/socket')).status).toBe(404);
});
