import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { profiles } from '../../src/profiles/index.ts';
import { timeoutMs } from '../../src/rules/limits.ts';
import { answersIn, statusesIn } from '../support/answers.ts';
import { ask, dial, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { collect } from '../support/collect.ts';
import { certified, httpsOrigin, mirror, tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { policyOf } from '../support/policy.ts';
import { until } from '../support/until.ts';
import { openWorld } from '../support/world.ts';

const HOST = 'api.shop.test';
const LIMIT_MS = 300;
/** What may be added to a limit on a machine that has other work to do. */
const GRACE_MS = 2_000;
const networkTimeout = { request: LIMIT_MS, uploadFile: LIMIT_MS, downloadFile: LIMIT_MS, connectSocket: LIMIT_MS };

const head = (method: string, ...lines: readonly string[]): string =>
  [`${method} / HTTP/1.1`, `Host: ${HOST}`, ...lines, '', ''].join('\r\n');
const GET = head('GET', 'Connection: close');

/** Writes so often until the socket has closed. */
const drip = (socket: Socket, everyMs: number, next: () => string | Buffer | null): void => {
  const timer = setInterval(() => {
    const bytes = next();
    if (bytes !== null) socket.write(bytes);
  }, everyMs);
  socket.once('close', () => clearInterval(timer));
};

const onRequest = (act: (socket: Socket) => void) => tlsOrigin((socket) => void socket.once('data', () => act(socket)));

/** A TLS server whose every byte comes on its own. */
const drippingHandshake = async () => {
  const real = await tlsOrigin(() => {});
  return tcpOrigin((socket) => {
    const behind = connect({ host: '127.0.0.1', port: real.port });
    behind.on('error', () => {});
    const bytes: number[] = [];
    behind.on('data', (chunk: Buffer) => void bytes.push(...chunk));
    socket.on('data', (chunk: Buffer) => void behind.write(chunk));
    socket.once('close', () => behind.destroy());
    drip(socket, 10, () => (bytes.length > 0 ? Buffer.from(bytes.splice(0, 1)) : null));
  });
};

/** Every letter of it, and then the last one for ever. */
const spelling = (text: string): (() => string) => {
  let at = 0;
  return () => text[at++] ?? text.at(-1) ?? '';
};

type Stuck = () => Promise<{ readonly port: number; readonly open: () => number }>;
const UPGRADE = head('GET', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: x');

const stuck: readonly (readonly [name: string, server: Stuck, request: string, status: string])[] = [
  ['takes the connection and says nothing', () => tcpOrigin((socket) => void socket.resume()), GET, '504'],
  ['drips its ServerHello', drippingHandshake, GET, '504'],
  ['says nothing to the request', () => tlsOrigin((socket) => void socket.resume()), GET, '504'],
  ['drips its head', () => onRequest((socket) => drip(socket, 5, spelling('HTTP/1.1 200 OK\r\nX-A: a'))), GET, '504'],
  [
    'sends 1xx for ever',
    () => onRequest((socket) => drip(socket, 5, () => 'HTTP/1.1 103 Early Hints\r\n\r\n')),
    GET,
    '504',
  ],
  [
    'stalls in mid-body',
    () => onRequest((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello')),
    GET,
    '200 (cut)',
  ],
  [
    'drips its body',
    () => onRequest((socket) => drip(socket, 5, spelling('HTTP/1.1 200 OK\r\n\r\na'))),
    GET,
    '200 (cut)',
  ],
  ['says nothing to a WebSocket', () => tlsOrigin((socket) => void socket.resume()), UPGRADE, '504'],
  [
    'says nothing to an upload that stalls',
    () => tlsOrigin((socket) => void socket.resume()),
    `${head('POST', 'Content-Length: 9')}hello`,
    '504',
  ],
];

describe('a server is cut off at the app’s time limit, and its connection closed, when it', () => {
  it.each(stuck)('%s', async (_, server, request, status) => {
    const origin = await server();
    const world = await openWorld({ app: { networkTimeout }, resolve: { '*.shop.test': origin.port } });
    const host = request === UPGRADE ? 'ws.shop.test' : HOST;
    const client = await secureTunnel(world, `${host}:443`);
    const began = performance.now();
    const text = await exchangeRaw(client, request.replace(HOST, host));
    const tookMs = performance.now() - began;
    expect(tookMs).toBeGreaterThanOrEqual(LIMIT_MS);
    expect(tookMs).toBeLessThan(LIMIT_MS + GRACE_MS);
    const final = answersIn(text).filter((answer) => !(answer.status < 200));
    expect(final.map(({ status, whole }) => (whole ? `${status}` : `${status} (cut)`))).toEqual([status]);
    if (status === '504') {
      expect(final[0]?.head).toMatch(/^X-Mpgate-Rule: timeout$/im);
      expect(JSON.parse(final[0]?.body ?? '').errMsg).toMatch(/:fail timeout$/);
    }
    const [flow] = await world.flows();
    expect(flow?.end).toMatchObject({ outcome: 'refused', cause: { rule: 'timeout' } });
    await until('the server’s connection is closed', () => origin.open() === 0);
  });

  it('never reads an upload that is larger than every buffer', async () => {
    const sockets: Socket[] = [];
    const origin = await tlsOrigin((socket) => void sockets.push(socket.pause()));
    const world = await openWorld({ app: { networkTimeout }, resolve: { [HOST]: origin.port } });
    const client = await secureTunnel(world, `${HOST}:443`);
    const { text, closed } = collect(client);
    const began = performance.now();
    client.write(head('POST', 'Content-Length: 50000000'));
    client.write(Buffer.alloc(50_000_000));
    await closed;
    expect(performance.now() - began).toBeLessThan(LIMIT_MS + 5_000 + GRACE_MS);
    expect(statusesIn(text())).toEqual(['504']);
    for (const socket of sockets) socket.resume();
    await until('the server’s connection is closed', () => origin.open() === 0);
  });

  it.each(['warn', 'off'])('stands still past a limit that is %s: then after "idleMs"', async (effect) => {
    const origin = await tlsOrigin((socket) => void socket.resume());
    const world = await openWorld({
      app: { networkTimeout, rules: { timeout: effect } },
      gate: { limits: { idleMs: 1_000 } },
      resolve: { [HOST]: origin.port },
    });
    const began = performance.now();
    const text = await exchangeRaw(await secureTunnel(world, `${HOST}:443`), GET);
    expect(performance.now() - began).toBeGreaterThanOrEqual(LIMIT_MS + 1_000);
    expect(text).toMatch(/^HTTP\/1\.1 502 .*^X-Mpgate-Failure: ETIMEDOUT/ms);
    await until('the server’s connection is closed', () => origin.open() === 0);
  });

  it('is stuck, for a mini program: its connection is broken off, since every answer would be a success', async () => {
    const origin = await tlsOrigin((socket) => void socket.resume());
    const world = await openWorld({ app: { networkTimeout }, resolve: { [HOST]: origin.port } });
    const client = await secureTunnel(world, `${HOST}:443`);
    expect(await exchangeRaw(client, head('GET', 'User-Agent: MicroMessenger/8.0'))).toBe('');
    expect((await world.flows())[0]?.end).toMatchObject({ outcome: 'refused', how: 'cut', cause: { rule: 'timeout' } });
  });
});

it('hints without end do not pile up for a client that does not read', async () => {
  const hint = Buffer.from(`HTTP/1.1 103 Early Hints\r\nLink: ${'a'.repeat(8_000)}\r\n\r\n`.repeat(8));
  let sent = 0;
  const origin = await onRequest((socket) => {
    const go = () => {
      while (!socket.destroyed && socket.write(hint)) sent += hint.length;
    };
    socket.on('drain', () => setImmediate(go));
    go();
  });
  const world = await openWorld({ resolve: { [HOST]: origin.port } });
  const client = await secureTunnel(world, `${HOST}:443`);
  client.pause();
  const held = () => {
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return arrayBuffers + heapUsed;
  };
  const before = held();
  client.write(GET);
  // Garbage that nobody has collected yet comes and goes; what is held stays.
  let least = Number.POSITIVE_INFINITY;
  await until('the server has sent 192 MB', () => {
    if (sent > 64_000_000) least = Math.min(least, held());
    return sent > 192_000_000;
  });
  expect(least - before).toBeLessThan(32_000_000);
  client.destroy();
});

it('no limit of any platform is above a minute, whatever the app and the call ask for', () => {
  const hour = 3_600_000;
  const timeouts = { request: hour, connectSocket: hour, uploadFile: hour, downloadFile: hour };
  for (const profile of profiles.values()) {
    const policy = { ...policyOf({ timeoutMs: timeouts }), profile };
    for (const api of ['request', 'connectSocket', 'uploadFile', 'downloadFile', 'tcp', 'udp'] as const) {
      const guess = { candidates: [api], sure: 'certain' } as const;
      for (const perCallMs of [null, hour]) expect(timeoutMs(guess, perCallMs, policy)).toBeLessThanOrEqual(60_000);
    }
  }
});

describe('a server that demands a client certificate is an error at once', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('in %s', async (version) => {
    const origin = await httpsOrigin(mirror, {
      ...certified(HOST),
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: version,
      maxVersion: version,
    });
    const world = await openWorld({ resolve: { [HOST]: origin.port } });
    for (const method of ['GET', 'POST']) {
      const began = performance.now();
      const answer = await ask(world, `https://${HOST}/`, { method });
      expect(performance.now() - began).toBeLessThan(GRACE_MS);
      expect(answer.status).toBe(502);
      expect(answer.headers['x-mpgate-failure']).toMatch(/^(ERR_SSL_|UND_ERR_SOCKET|ECONNRESET|EPIPE)/);
      expect((await world.flows())[0]?.end).toMatchObject({ outcome: 'failed' });
    }
    expect(origin.requests).toEqual([]);
    await until('no connection is left', () => origin.open() === 0);
  });
});

describe('a client is let go when it', () => {
  const limits = { idleMs: LIMIT_MS, handshakeMs: LIMIT_MS };
  const hello = clientHello(HOST);
  const plain = (port: number) => dial({ port });
  const inTunnel = (port: number) => tunnel({ port }, `${HOST}:443`);

  it.each<[string, (port: number) => Promise<Socket>, string | Buffer]>([
    ['says nothing', plain, ''],
    ['says half a head', plain, `GET http://${HOST}/ HTTP/1.1\r\nHost:`],
    ['says half a CONNECT', plain, `CONNECT ${HOST}`],
    ['says nothing in its tunnel', inTunnel, ''],
    ['says the first byte of TLS', inTunnel, hello.subarray(0, 1)],
    ['says half a ClientHello', inTunnel, hello.subarray(0, hello.length / 2)],
    ['says no more than a ClientHello', inTunnel, hello],
    ['says half a head in a plain tunnel', inTunnel, 'GET / HTTP/1.1\r\nHos'],
  ])('%s', async (_, open, bytes) => {
    const world = await openWorld({ gate: { limits } });
    const began = performance.now();
    await exchangeRaw(await open(world.port), bytes);
    const tookMs = performance.now() - began;
    expect(tookMs).toBeGreaterThanOrEqual(LIMIT_MS);
    expect(tookMs).toBeLessThan(LIMIT_MS * 2 + GRACE_MS);
    await until('its place is free', () => world.gateway.listeners[0]?.connections() === 0);
  });

  it.each([
    ['says nothing in TLS', ''],
    ['says half a head in TLS', 'GET / HTTP/1.1\r\nHos'],
    ['says nothing behind a request', head('GET')],
  ])('%s', async (_, bytes) => {
    const origin = await httpsOrigin(mirror);
    const world = await openWorld({ gate: { limits }, resolve: { [HOST]: origin.port } });
    const client = await secureTunnel(world, `${HOST}:443`);
    const began = performance.now();
    await exchangeRaw(client, bytes);
    expect(performance.now() - began).toBeLessThan(LIMIT_MS * 2 + GRACE_MS);
    await until('its place is free', () => world.gateway.listeners[0]?.connections() === 0);
  });

  it.each(['GET / HTTP/1.1\r\nX-A: a', `CONNECT ${'a'.repeat(100)}`])('drips %j', async (text) => {
    const world = await openWorld({ gate: { limits } });
    const client = await dial(world);
    const began = performance.now();
    drip(client, 20, spelling(text));
    await exchangeRaw(client, '');
    expect(performance.now() - began).toBeLessThan(LIMIT_MS * 2 + GRACE_MS);
  });
});
