import { once } from 'node:events';
import { expect, it } from 'vitest';
import { tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { tcpOrigin } from '../support/origin.ts';
import { openWorld } from '../support/world.ts';

it('a bypassed host’s server may speak first, no rule is asked of the tunnel, and the flow says why', async () => {
  const { port } = await tcpOrigin((socket) => void socket.end('hello'));
  const world = await openWorld({ gate: { bypass: ['push.test'] }, resolve: { 'push.test': port } });
  await world.tell({ foreground: false });
  const socket = await tunnel(world, 'push.test:5223');
  socket.end(clientHello('other.test'));
  await once(socket.resume(), 'close');
  const [flow] = await world.flows();
  expect(flow?.end).toMatchObject({ outcome: 'completed', spliced: 'bypassed: the host is on the bypass list' });
  expect(flow?.verdicts.map(({ stage }) => stage)).toEqual(['dial']);
});

it('the gate itself is no host to be bypassed to', async () => {
  const world = await openWorld({ gate: { bypass: ['push.test'] }, resolve: { 'push.test': '127.0.0.1' } });
  await expect(tunnel(world, `push.test:${world.port}`)).rejects.toMatchObject({ status: 403 });
  const refused = { outcome: 'refused', how: 'connect', cause: { rule: 'upstream-address' } };
  expect((await world.flows())[0]?.end).toMatchObject(refused);
});
