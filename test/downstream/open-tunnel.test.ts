import { expect, it } from 'vitest';
import { tunnel } from '../support/client.ts';
import { tcpOrigin } from '../support/origin.ts';
import { CONNECT, socks } from '../support/socks.ts';
import { openWorld } from '../support/world.ts';

/** What becomes of a tunnel, in either protocol; a port where nobody listens is to be passed through. */
it.each([
  ['that the rules let be opens', 'api.shop.test:443', {}, 200, 0],
  ['that they do not is refused', 'other.test:443', {}, 403, 2],
  ['to a bypassed host is passed through', 'push.test:443', { bypass: ['push.test'] }, 502, 5],
  ['where nothing is decrypted is passed through', 'api.shop.test:443', { decrypt: 'never' }, 502, 5],
  [
    'to a bypassed host where all is decrypted is refused',
    'push.test:443',
    { bypass: ['push.test'], decrypt: 'always' },
    403,
    2,
  ],
])('a tunnel %s', async (_, target, gate, status, code) => {
  const { port, server } = await tcpOrigin(() => {});
  await new Promise((resolve) => server.close(resolve));
  const world = await openWorld({ gate, resolve: { 'push.test': port, 'api.shop.test': port } });
  const came = await tunnel(world, target).then(
    (socket) => {
      socket.destroy();
      return 200;
    },
    (refused) => refused.status,
  );
  const answer = await socks(world, CONNECT, target);
  answer.socket.destroy();
  expect([came, answer.code]).toEqual([status, code]);
});
