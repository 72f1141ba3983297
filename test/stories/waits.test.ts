import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ask, secureTunnel, tunnel } from '../support/client.ts';
import { certified, httpsOrigin, mirror, tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { openWorld, type World } from '../support/world.ts';

const LIMIT_MS = 400;
/** A machine under load is late; a wait without an end would be later still. */
const GRACE_MS = 4_000;
const app = { networkTimeout: { request: LIMIT_MS, connectSocket: LIMIT_MS } };
const HEADERS = { 'content-type': 'application/json' };

/** Writes one byte each 20 ms until the socket closes. */
const drip = (socket: Socket, bytes: Buffer): void => {
  let at = 0;
  const timer = setInterval(() => socket.write(bytes.subarray(at, ++at)), 20);
  socket.once('close', () => clearInterval(timer));
};

const forEver = (socket: Socket, bytes: string): void => {
  const timer = setInterval(() => socket.write(bytes), 20);
  socket.once('close', () => clearInterval(timer));
};

/** The answer to one request, or what broke, and how long that took. */
const timed = async (world: World, path = '/') => {
  const before = performance.now();
  const answer = await ask(world, `https://api.shop.test${path}`, { headers: HEADERS }).catch((error: Error) => error);
  return { answer, ms: performance.now() - before };
};

const lastEnd = async (world: World) => (await world.flows())[0]?.end;

/** Origins that never come to an end of something, each with whether an answer has begun by then. */
const endless: [string, (closed: (socket: Socket) => void) => Promise<{ port: number }>, boolean][] = [
  ['takes the connection and says nothing', (closed) => tcpOrigin((socket) => closed(socket)), false],
  [
    'drips its ServerHello a byte at a time',
    (closed) =>
      tcpOrigin((socket) => {
        closed(socket);
        socket.once('data', () => drip(socket, Buffer.from(`160303007a0200007603${'41'.repeat(120)}`, 'hex')));
      }),
    false,
  ],
  ['answers nothing after the handshake', (closed) => tlsOrigin((socket) => closed(socket)), false],
  [
    'drips its header a byte at a time',
    (closed) =>
      tlsOrigin((socket) => {
        closed(socket);
        drip(socket, Buffer.from(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(1000)}`));
      }),
    false,
  ],
  [
    'sends 1xx for ever',
    (closed) =>
      tlsOrigin((socket) => {
        closed(socket);
        socket.once('data', () => forEver(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n'));
      }),
    false,
  ],
  [
    'stalls in mid-body',
    (closed) =>
      tlsOrigin((socket) => {
        closed(socket);
        socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345'));
      }),
    true,
  ],
];

describe('a server is cut at the app’s own time limit, and its connection is closed too, if it', () => {
  it.each(endless)('%s', async (_, open, hasBegun) => {
    const sockets: Promise<unknown>[] = [];
    const origin = await open((socket) => {
      socket.resume();
      sockets.push(once(socket, 'close'));
    });
    const world = await openWorld({ app, resolve: { 'api.shop.test': origin.port } });
    const { answer, ms } = await timed(world);
    expect(ms).toBeGreaterThanOrEqual(LIMIT_MS);
    expect(ms).toBeLessThan(LIMIT_MS + GRACE_MS);
    if (hasBegun || answer instanceof Error) expect(answer).toBeInstanceOf(Error);
    else {
      expect(answer.status).toBe(504);
      expect(JSON.parse(answer.body)).toMatchObject({ rule: 'timeout', errMsg: 'request:fail timeout', errno: 5 });
    }
    expect(await lastEnd(world)).toMatchObject({ outcome: 'refused', cause: { rule: 'timeout' } });
    expect(sockets).not.toHaveLength(0);
    await Promise.all(sockets);
  });
});

describe('the time limit', () => {
  const silent = () => httpsOrigin(() => {});

  it('of one call beats the file’s, and can only be shorter than the platform’s', async () => {
    const origin = await silent();
    const world = await openWorld({
      app: { networkTimeout: { request: 60_000 } },
      resolve: { 'api.shop.test': origin.port },
    });
    const headers = { ...HEADERS, 'x-mpgate-timeout': '300' };
    const answer = await ask(world, 'https://api.shop.test/', { headers });
    expect(answer.status).toBe(504);
    expect(Number((await lastEnd(world))?.durationMs)).toBeLessThan(300 + GRACE_MS);
  });

  it('counts the time in line: what waits too long never reaches the server', async () => {
    const origin = await silent();
    const world = await openWorld({ resolve: { 'api.shop.test': origin.port } });
    const ending = new AbortController();
    const call = (ms: number) =>
      ask(world, 'https://api.shop.test/', {
        headers: { ...HEADERS, 'x-mpgate-timeout': String(ms) },
        signal: ending.signal,
      });
    const first = Array.from({ length: 10 }, () => call(60_000).catch(() => 'ended'));
    while (origin.requests.length < 10) await once(origin.server, 'request');
    expect((await call(LIMIT_MS)).status).toBe(504);
    expect(origin.requests).toHaveLength(10);
    ending.abort();
    await Promise.all(first);
  });

  it('of a socket is for its handshake only', async () => {
    const origin = await httpsOrigin((_, response) => response.end());
    origin.server.on('upgrade', (_, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      setTimeout(() => socket.end('late'), LIMIT_MS * 2);
    });
    const world = await openWorld({ app, resolve: { 'ws.shop.test': origin.port } });
    const socket = await secureTunnel(world, 'ws.shop.test:443');
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n';
    socket.write(`GET / HTTP/1.1\r\nHost: ws.shop.test\r\n${upgrade}\r\n`);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    await once(socket, 'end');
    expect(text).toMatch(/^HTTP\/1.1 101 .*late$/s);
  });
});

it('a server that demands a client certificate in TLS 1.3 is an error at once', async () => {
  const tls = {
    ...certified('api.shop.test'),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3' as const,
  };
  const origin = await httpsOrigin(mirror, tls);
  const world = await openWorld({ resolve: { 'api.shop.test': origin.port } });
  const { answer, ms } = await timed(world);
  expect(answer).toMatchObject({ status: 502 });
  expect(ms).toBeLessThan(GRACE_MS);
  expect(await lastEnd(world)).toMatchObject({ outcome: 'failed' });
});

describe('a client is ended', () => {
  const limits = { idleMs: 300, handshakeMs: 300 };

  it.each([
    ['that opens a tunnel and says nothing', ''],
    ['that stops in the middle of its ClientHello', '\x16\x03\x01\x02\x00\x01'],
  ])('%s', async (_, bytes) => {
    const world = await openWorld({ gate: { limits } });
    const socket = await tunnel(world, 'api.shop.test:443');
    socket.resume();
    if (bytes) socket.write(Buffer.from(bytes, 'latin1'));
    await once(socket, 'close');
  });
});
