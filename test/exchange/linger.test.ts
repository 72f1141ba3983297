/** Clients that send their whole body before they read a byte, as many libraries do. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { secureTunnel } from '../support/client.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { openWorld, type WorldOptions } from '../support/world.ts';

const block = Buffer.alloc(65_536, 'x');
/** More than all the buffers on the way can hold. */
const BLOCKS = 800;

const sendHead = (socket: Socket, host: string, more = ''): void => {
  const length = BLOCKS * block.length;
  socket.write(`POST /film HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${length}\r\n${more}\r\n`);
};

/** Everything, with back-pressure, and nothing read meanwhile. */
const sendBody = async (socket: Socket): Promise<void> => {
  for (let sent = 0; sent < BLOCKS; sent += 1) if (!socket.write(block)) await once(socket, 'drain');
};

const firstLine = async (socket: Socket): Promise<string> => {
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk.toString('latin1').split('\r\n')[0] ?? '';
};

const opened = async (host: string, options: WorldOptions = {}) => {
  const tooBig = await httpsOrigin((request, response) =>
    request.method === 'GET' ? mirror(request, response) : response.writeHead(413, { 'content-length': 0 }).end(),
  );
  const world = await openWorld({ resolve: { '*.shop.test': tooBig.port }, ...options });
  return { world, socket: await secureTunnel(world, `${host}:443`) };
};

describe('a client that sends all before it reads', () => {
  it('gets the refusal that was there from the beginning, and then the end of the connection', async () => {
    const { socket } = await opened('ws.shop.test');
    sendHead(socket, 'ws.shop.test');
    await sendBody(socket);
    const ended = once(socket, 'end');
    expect(await firstLine(socket)).toBe('HTTP/1.1 403 Forbidden');
    await ended;
  });

  it.each(['a while later', 'at once'])(
    'gets the server’s early answer, reading %s, and may ask again',
    async (when) => {
      const { socket } = await opened('api.shop.test');
      sendHead(socket, 'api.shop.test');
      const early = when === 'at once' ? firstLine(socket) : null;
      await sendBody(socket);
      expect(await (early ?? firstLine(socket))).toBe('HTTP/1.1 413 Payload Too Large');
      socket.write('GET /next HTTP/1.1\r\nHost: api.shop.test\r\n\r\n');
      expect(await firstLine(socket)).toBe('HTTP/1.1 200 OK');
    },
  );

  it('gets the refusal of a server that took too long', async () => {
    const stuck = await httpsOrigin(() => {});
    const world = await openWorld({ resolve: { '*.shop.test': stuck.port } });
    const socket = await secureTunnel(world, 'api.shop.test:443');
    sendHead(socket, 'api.shop.test', 'x-mpgate-timeout: 200\r\n');
    await sendBody(socket);
    expect(await firstLine(socket)).toBe('HTTP/1.1 504 Gateway Timeout');
  });
});

it('a client that never ends its body is cut some seconds behind an early answer', async () => {
  const { socket, world } = await opened('api.shop.test');
  socket.on('error', () => {});
  socket.write('POST /film HTTP/1.1\r\nHost: api.shop.test\r\nTransfer-Encoding: chunked\r\n\r\n');
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.concat([Buffer.from('10000\r\n'), block, Buffer.from('\r\n')]);
    })(),
  );
  endless.on('data', (chunk) => {
    if (!socket.write(chunk)) endless.pause();
  });
  socket.on('drain', () => endless.resume());
  await new Promise((resolve) => socket.once('close', resolve).resume());
  endless.destroy();
  expect(await world.flows()).toHaveLength(1);
});

it('what stands behind a request that was refused in its middle is not read', async () => {
  const api = await httpsOrigin(mirror);
  const world = await openWorld({ resolve: { '*.shop.test': api.port } });
  const socket = await secureTunnel(world, 'api.shop.test:443');
  socket.write('PATCH / HTTP/1.1\r\nHost: api.shop.test\r\nContent-Length: 4\r\n\r\n');
  expect(await firstLine(socket)).toBe('HTTP/1.1 403 Forbidden');
  socket.pause();
  socket.write('bodyGET /next HTTP/1.1\r\nHost: api.shop.test\r\n\r\n');
  await once(socket.end(), 'finish');
  await new Promise((resolve) => socket.once('close', resolve).resume());
  expect([api.accepted(), (await world.flows()).length]).toEqual([0, 1]);
});
