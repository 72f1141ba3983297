import { once } from 'node:events';
import { expect, it } from 'vitest';
import { exchangeRaw, tunnel } from '../support/client.ts';
import { tcpOrigin } from '../support/origin.ts';
import { CONNECT, socks } from '../support/socks.ts';
import { openWorld } from '../support/world.ts';

/** What becomes of a tunnel, in either protocol; a port where nobody listens is to be passed through. */
it.each([
  ['that the rules let be opens', 'api.shop.test:443', {}, 200, 0],
  ['that they do not is refused', 'other.test:443', {}, 403, 2],
  ['to a bypassed host is passed through', 'push.test:443', { bypass: ['push.test'] }, 502, 5],
  [
    'opens where nothing is decrypted, for its first bytes are yet to be seen',
    'api.shop.test:443',
    { decrypt: 'never' },
    200,
    0,
  ],
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

/** What the host app speaks with its servers: a long connection of its own on 443, and HTTP on port 80 with a secret body. */
it.each([
  ['443', Buffer.from(Array.from({ length: 256 }, (_, i) => 255 - i))],
  [
    '80',
    Buffer.from('POST /mmtls/1 HTTP/1.1\r\nUpgrade: mmtls\r\nContent-Length: 3\r\n\r\n\x16\xf1\x04 more', 'latin1'),
  ],
])('a bypassed host gets the bytes of port %s as they are, and so does its client', async (port, bytes) => {
  const answer = Buffer.from('HTTP/1.1 200 OK\r\nupgrade: mmtls\r\n\r\n\0\xff behind', 'latin1');
  const origin = await tcpOrigin(
    (socket) => void once(socket, 'data').then(([got]) => socket.end(Buffer.concat([got, answer]))),
  );
  const world = await openWorld({ gate: { bypass: ['long.test'] }, resolve: { 'long.test': origin.port } });
  const came = await exchangeRaw(await tunnel(world, `long.test:${port}`), bytes);
  expect(came).toBe(Buffer.concat([bytes, answer]).toString('latin1'));
});
