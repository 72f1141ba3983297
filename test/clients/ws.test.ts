/** WebSockets through the gate, with the `ws` library at both ends. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import WebSocket, { type ClientOptions, WebSocketServer } from 'ws';
import { MIB } from '../support/bodies.ts';
import { Refused, secureTunnel, tunnel } from '../support/client.ts';
import { httpOrigin, httpsOrigin, mirror } from '../support/origin.ts';
import { APPID, openWorld, type World, type WorldOptions } from '../support/world.ts';

const REFERER = `https://appservice.qq.com/${APPID}/0/page-frame.html`;
const URL_OF_SHOP = 'wss://ws.shop.test/live';

/** A client over a tunnel of its own: TLS in it for wss, nothing for ws, as browsers do. */
const dialled = async (world: World, url: string, options: ClientOptions = {}): Promise<WebSocket> => {
  const { protocol, hostname } = new URL(url);
  const secure = protocol === 'wss:';
  const socket = secure ? await secureTunnel(world, `${hostname}:443`) : await tunnel(world, `${hostname}:80`);
  const ws = new WebSocket(url, { ...options, createConnection: () => socket });
  ws.on('error', () => {});
  onTestFinished(() => ws.terminate());
  return ws;
};

const opened = async (world: World, url = URL_OF_SHOP, options: ClientOptions = {}): Promise<WebSocket> => {
  const ws = await dialled(world, url, options);
  await once(ws, 'open');
  return ws;
};

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The answer to a handshake that did not end in a socket. */
const refusedWith = async (world: World, url: string): Promise<Answer> => {
  const ws = await dialled(world, url);
  const [, response] = (await once(ws, 'unexpected-response')) as [unknown, IncomingMessage];
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { status: response.statusCode, headers: response.headers, body };
};

const echo = (server: Server): WebSocketServer => {
  const sockets = new WebSocketServer({ server, perMessageDeflate: { threshold: 0 } });
  sockets.on('connection', (ws) => ws.on('message', (data, isBinary) => ws.send(data, { binary: isBinary })));
  return sockets;
};

const shop = async (options: WorldOptions = {}) => {
  const origin = await httpsOrigin(mirror);
  const server = echo(origin.server);
  const world = await openWorld({ resolve: { '*.shop.test': origin.port }, ...options });
  /** The server's end of the next socket, and what it was asked with. */
  const accepted = async () => (await once(server, 'connection')) as [WebSocket, IncomingMessage];
  return { origin, server, world, accepted };
};

const echoed = async (ws: WebSocket, message: string | Buffer): Promise<{ data: Buffer; isBinary: boolean }> => {
  const answer = once(ws, 'message');
  ws.send(message);
  const [data, isBinary] = (await answer) as [Buffer, boolean];
  return { data, isBinary };
};

describe('a WebSocket through the gate', () => {
  it('carries text and bytes, from one byte to 1 MiB, both ways', async () => {
    const { world } = await shop();
    const ws = await opened(world);
    expect(await echoed(ws, 'grüß 你好')).toEqual({ data: Buffer.from('grüß 你好'), isBinary: false });
    for (const size of [0, 1, 125, 126, 65_535, 65_536, MIB]) {
      const sent = randomBytes(size);
      const { data, isBinary } = await echoed(ws, sent);
      expect([isBinary, data.equals(sent)], `${size} bytes`).toEqual([true, true]);
    }
  });

  it('shows the server the mini program’s referer, the protocols asked for, and nothing of the proxy', async () => {
    const { world, accepted } = await shop();
    const server = accepted();
    const ws = await dialled(world, URL_OF_SHOP, { headers: { 'x-mpgate-timeout': '5000', 'X-Session': 'abc' } });
    await once(ws, 'open');
    const [, { url, headers, rawHeaders }] = await server;
    expect(url).toBe('/live');
    expect(headers).toMatchObject({ host: 'ws.shop.test', referer: REFERER, 'x-session': 'abc', upgrade: 'websocket' });
    expect(rawHeaders).toContain('X-Session');
    expect(Object.keys(headers).filter((name) => /^(proxy-|x-mpgate)/.test(name))).toEqual([]);
  });

  it('negotiates the protocol and permessage-deflate between the ends', async () => {
    const { world, accepted } = await shop();
    const server = accepted();
    const socket = await secureTunnel(world, 'ws.shop.test:443');
    const ws = new WebSocket(URL_OF_SHOP, ['chat'], {
      perMessageDeflate: { threshold: 0 },
      createConnection: () => socket,
    });
    onTestFinished(() => ws.terminate());
    await once(ws, 'open');
    const [far] = await server;
    expect([ws.protocol, far.protocol]).toEqual(['chat', 'chat']);
    expect([ws.extensions, far.extensions]).toEqual(['permessage-deflate', 'permessage-deflate']);
    const text = 'the same words again. '.repeat(50_000);
    expect((await echoed(ws, text)).data.toString()).toBe(text);
    expect(socket.bytesRead, 'it came compressed').toBeLessThan(text.length / 10);
    const plain = await opened(world, URL_OF_SHOP, { perMessageDeflate: false });
    expect([plain.extensions, (await echoed(plain, text)).data.toString() === text]).toEqual(['', true]);
  });

  it('passes pings and pongs on, both ways', async () => {
    const { world, accepted } = await shop();
    const server = accepted();
    const ws = await opened(world);
    const [far] = await server;
    for (const [near, other] of [
      [ws, far],
      [far, ws],
    ] as const) {
      const ping = once(other, 'ping');
      const pong = once(near, 'pong');
      near.ping('are you there');
      expect([String((await ping)[0]), String((await pong)[0])]).toEqual(['are you there', 'are you there']);
    }
  });

  it.each([
    [1000, ''],
    [1000, 'bye'],
    [4001, 'logged in elsewhere'],
  ])('passes a close with %i "%s" on, whoever closes', async (code, reason) => {
    const { world, accepted } = await shop();
    for (const closer of ['client', 'server'] as const) {
      const server = accepted();
      const ws = await opened(world);
      const [far] = await server;
      const [first, second] = closer === 'client' ? [ws, far] : [far, ws];
      const heard = [once(first, 'close'), once(second, 'close')];
      first.close(code, reason);
      for (const [got, why] of await Promise.all(heard)) expect([got, String(why)], closer).toEqual([code, reason]);
    }
  });

  it('ends on one side (1006) when the other vanishes without a close', async () => {
    const { world, accepted } = await shop();
    for (const vanishes of ['client', 'server'] as const) {
      const server = accepted();
      const ws = await opened(world);
      const [far] = await server;
      const [gone, left] = vanishes === 'client' ? [ws, far] : [far, ws];
      const closed = once(left, 'close');
      gone.terminate();
      expect((await closed)[0], vanishes).toBe(1006);
    }
  });

  it('sends what the server says right behind its handshake', async () => {
    const { server, world } = await shop();
    server.on('connection', (ws) => ws.send('welcome'));
    const ws = await dialled(world, URL_OF_SHOP);
    const [data] = await once(ws, 'message');
    expect(String(data)).toBe('welcome');
  });

  it('reaches the echo inside the gate', async () => {
    const world = await openWorld({ app: { domains: { connectSocket: ['wss://echo.mpgate.test'] } } });
    const ws = await opened(world, 'wss://echo.mpgate.test/ws');
    expect(await echoed(ws, 'hello')).toEqual({ data: Buffer.from('hello'), isBinary: false });
    expect((await echoed(ws, randomBytes(MIB))).data).toHaveLength(MIB);
    ws.close(1000);
    expect((await once(ws, 'close'))[0]).toBe(1000);
  });

  it('is one flow, of connectSocket, that is completed with 101', async () => {
    const { world } = await shop();
    const ws = await opened(world);
    await echoed(ws, 'hello');
    ws.close();
    await once(ws, 'close');
    await expect
      .poll(world.flows)
      .toMatchObject([
        { kind: 'socket', api: 'connectSocket', sure: 'certain', end: { outcome: 'completed', status: 101 } },
      ]);
  });
});

describe('a WebSocket is refused', () => {
  it.each(['and closes', 'and stays'])('by the server, which answers 401 %s: all of it arrives', async (then) => {
    const origin = await httpsOrigin(mirror);
    origin.server.on('upgrade', (_, socket) => {
      const head = 'HTTP/1.1 401 Log In First\r\nWWW-Authenticate: Bearer realm="shop"\r\nX-Reason: expired\r\n';
      socket.write(`${head}Content-Type: text/plain\r\nContent-Length: 12\r\n\r\nlog in first`);
      if (then === 'and closes') socket.end();
    });
    const world = await openWorld({ resolve: { 'ws.shop.test': origin.port } });
    const { status, headers, body } = await refusedWith(world, URL_OF_SHOP);
    expect([status, body]).toEqual([401, 'log in first']);
    expect(headers).toMatchObject({ 'www-authenticate': 'Bearer realm="shop"', 'x-reason': 'expired' });
    await expect.poll(world.flows).toMatchObject([{ end: { outcome: 'completed', status: 401 } }]);
  });

  it('by a server that knows no WebSockets and answers as to any GET', async () => {
    const origin = await httpsOrigin((_, response) => response.end('a page'));
    const world = await openWorld({ resolve: { 'ws.shop.test': origin.port } });
    expect(await refusedWith(world, URL_OF_SHOP)).toMatchObject({ status: 200, body: 'a page' });
  });

  it('at CONNECT, for a host of no list', async () => {
    const { world } = await shop();
    const failure = await opened(world, 'wss://other.shop.test/').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Refused);
    expect(failure).toMatchObject({ status: 403, head: expect.stringContaining('X-Mpgate-Rule: domain-allowlist') });
  });

  it('for a host of another list', async () => {
    const { origin, world } = await shop();
    const { status, headers, body } = await refusedWith(world, 'wss://api.shop.test/');
    expect([status, headers['x-mpgate-rule']]).toEqual([403, 'domain-per-api']);
    expect(JSON.parse(body)).toMatchObject({
      rule: 'domain-per-api',
      errMsg: 'connectSocket:fail url not in domain list',
      expected: 'ws.shop.test',
      actual: 'api.shop.test',
    });
    expect(origin.accepted()).toBe(0);
  });

  it('over ws, also to a listed host', async () => {
    const origin = await httpOrigin(mirror);
    echo(origin.server);
    const world = await openWorld({ resolve: { 'ws.shop.test': origin.port } });
    const { status, headers, body } = await refusedWith(world, 'ws://ws.shop.test/live');
    expect([status, headers['x-mpgate-rule']]).toEqual([403, 'scheme-https-wss']);
    expect(JSON.parse(body)).toMatchObject({ rule: 'scheme-https-wss', actual: 'ws://' });
    expect(origin.accepted()).toBe(0);
  });

  it('by a cut connection in "cut"', async () => {
    const { world } = await shop({ gate: { block: 'cut' } });
    const ws = await dialled(world, 'wss://api.shop.test/');
    const [error] = (await once(ws, 'error')) as [Error & { code?: string }];
    expect(error.code).toBe('ECONNRESET');
  });
});
