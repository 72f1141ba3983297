import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { ask, secureTunnel, tunnel } from '../support/client.ts';
import { httpsOrigin } from '../support/origin.ts';
import { openWorld, SHOP, type World } from '../support/world.ts';

const OTHER = 'wxfedcba9876543210';

/** A server that answers only when the test says so. */
const holding = async () => {
  const held: { url: string; answer: () => void }[] = [];
  let wake = () => {};
  const origin = await httpsOrigin((request: IncomingMessage, response: ServerResponse) => {
    held.push({ url: request.url ?? '', answer: () => response.end('ok') });
    wake();
  });
  /** Resolves when that many requests have arrived in all. */
  const arrived = async (count: number): Promise<void> => {
    while (held.length < count) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { origin, held, arrived };
};

const JSON_TYPE = { 'content-type': 'application/json' };
const get = (world: World, path: string, options = {}) =>
  ask(world, `https://api.shop.test${path}`, { headers: JSON_TYPE, ...options });

const queueOf = async (world: World): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${world.gateway.admin.port}/metrics`)).text();
  return Number(/mpgate_requests_waiting (\d+)/.exec(text)?.[1]);
};

/** Polls a condition: what is waited for has no event of its own outside the gate. */
const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
};

describe('ten requests at once', () => {
  it('the eleventh waits and goes when one ends, in order', async () => {
    const { origin, held, arrived } = await holding();
    const world = await openWorld({ resolve: { 'api.shop.test': origin.port } });
    const first = Array.from({ length: 10 }, (_, i) => get(world, `/${i}`));
    await arrived(10);
    const later: Promise<unknown>[] = [];
    for (const path of ['/eleventh', '/twelfth', '/thirteenth']) {
      later.push(get(world, path));
      await until(async () => (await queueOf(world)) === later.length);
    }
    expect(held).toHaveLength(10);
    for (const [i, name] of ['/eleventh', '/twelfth', '/thirteenth'].entries()) {
      held[i]?.answer();
      await arrived(11 + i);
      expect(held[10 + i]?.url).toBe(name);
    }
    for (const { answer } of held) answer();
    await Promise.all([...first, ...later]);
    const waited = (await world.flows()).filter(({ waitedMs }) => waitedMs > 0);
    expect(waited).toHaveLength(3);
  });

  it('the eleventh is rejected where the app says so, with 429 and its rule', async () => {
    const { origin, held, arrived } = await holding();
    const app = { concurrency: { overflow: 'reject' } };
    const world = await openWorld({ app, resolve: { 'api.shop.test': origin.port } });
    const first = Array.from({ length: 10 }, (_, i) => get(world, `/${i}`));
    await arrived(10);
    const answer = await get(world, '/eleventh');
    expect(answer.status).toBe(429);
    expect(JSON.parse(answer.body)).toMatchObject({ rule: 'concurrency-request', errno: 600007 });
    expect(held).toHaveLength(10);
    for (const { answer } of held) answer();
    await Promise.all(first);
  });

  it('uploads and downloads count with requests, and two devices and two apps do not share places', async () => {
    const { origin, held, arrived } = await holding();
    const host = { 'api.shop.test': origin.port, 'up.shop.test': origin.port, 'cdn.shop.test': origin.port };
    const overflow = { concurrency: { overflow: 'reject' } };
    const world = await openWorld({ apps: [overflow, { ...overflow, appid: OTHER }], resolve: host });
    const ten = [
      ...Array.from({ length: 4 }, (_, i) => get(world, `/${i}`)),
      ...Array.from({ length: 3 }, () =>
        ask(world, 'https://up.shop.test/', { method: 'POST', headers: { 'x-mpgate-api': 'uploadFile' }, body: 'x' }),
      ),
      ...Array.from({ length: 3 }, () => ask(world, 'https://cdn.shop.test/')),
    ];
    await arrived(10);
    expect((await get(world, '/eleventh')).status).toBe(429);
    const others = [get(world, '/other-device', { from: '127.0.0.9' }), get(world, '/other-app', { user: OTHER })];
    await arrived(12);
    for (const { answer } of held) answer();
    expect((await Promise.all([...ten, ...others])).map(({ status }) => status)).toEqual(Array(12).fill(200));
  });

  it('a client that vanishes frees its place at once, running or in line', async () => {
    const { origin, held, arrived } = await holding();
    const world = await openWorld({ resolve: { 'api.shop.test': origin.port } });
    const sockets: Socket[] = [];
    const asking: Promise<unknown>[] = [];
    for (let i = 0; i < 10; i += 1) {
      const over = await secureTunnel(world, 'api.shop.test:443');
      sockets.push(over);
      asking.push(get(world, `/${i}`, { over }).catch(() => 'gone'));
    }
    await arrived(10);
    const inLine = await secureTunnel(world, 'api.shop.test:443');
    asking.push(get(world, '/in-line', { over: inLine }).catch(() => 'gone'));
    await until(async () => (await queueOf(world)) === 1);
    const next = get(world, '/next');
    await until(async () => (await queueOf(world)) === 2);
    inLine.destroy();
    await until(async () => (await queueOf(world)) === 1);
    sockets[3]?.destroy();
    await arrived(11);
    expect(held[10]?.url).toBe('/next');
    for (const { answer } of held) answer();
    await next;
    await Promise.all(asking);
  });
});

describe('five sockets at once', () => {
  const attempt = async (world: World, options = {}): Promise<{ ws: WebSocket }> => {
    const socket = await secureTunnel(world, 'ws.shop.test:443', options);
    return { ws: new WebSocket('wss://ws.shop.test/', { createConnection: () => socket }) };
  };

  const open = async (world: World, options = {}): Promise<WebSocket> => {
    const { ws } = await attempt(world, options);
    await once(ws, 'open');
    return ws;
  };

  const chat = async () => {
    const origin = await httpsOrigin((_, response) => response.end());
    const server = new WebSocketServer({ server: origin.server });
    server.on('connection', (ws) => ws.on('message', (data) => ws.send(data)));
    return origin;
  };

  it('the sixth is refused; when one closes, another may open; other devices have their own', async () => {
    const origin = await chat();
    const world = await openWorld({ resolve: { 'ws.shop.test': origin.port } });
    const sockets = await Promise.all(Array.from({ length: 5 }, () => open(world)));
    const { ws: sixth } = await attempt(world);
    const [, refusal] = (await once(sixth, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(refusal.statusCode).toBe(429);
    expect(refusal.headers['x-mpgate-rule']).toBe('concurrency-socket');
    const elsewhere = await open(world, { from: '127.0.0.9' });
    sockets[0]?.close();
    await once(sockets[0] as WebSocket, 'close');
    await until(async () => (await world.flows()).some(({ end }) => end?.outcome === 'completed'));
    const again = await open(world);
    for (const ws of [...sockets, elsewhere, again]) ws.terminate();
  });

  it('where a platform closes the oldest, a new one takes its place, and other devices keep theirs', async () => {
    const origin = await chat();
    const app = { profile: 'alipay', appid: '2021000000000000' };
    const world = await openWorld({
      app,
      gate: { defaultApp: app.appid },
      resolve: { 'ws.shop.test': origin.port },
    });
    const elsewhere = await open(world, { from: '127.0.0.9' });
    const first = await open(world);
    const closed = once(first, 'close');
    const second = await open(world);
    expect((await closed)[0]).toBe(1006);
    expect([elsewhere.readyState, second.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
    const ends = (await world.flows()).flatMap(({ end }) => end ?? []);
    expect(ends).toMatchObject([{ outcome: 'aborted', by: 'gate' }]);
    for (const ws of [elsewhere, second]) ws.terminate();
  });

  it('a client that is killed without a close frees its place', async () => {
    const origin = await chat();
    const world = await openWorld({ resolve: { 'ws.shop.test': origin.port } });
    const sockets = await Promise.all(Array.from({ length: 5 }, () => open(world)));
    sockets[0]?.terminate();
    await until(async () => (await world.flows()).some(({ end }) => end !== null));
    const again = await open(world);
    for (const ws of [...sockets, again]) ws.terminate();
  });
});

it('a tunnel that carries nothing takes no place', async () => {
  const { origin, held, arrived } = await holding();
  const world = await openWorld({ app: { domains: SHOP }, resolve: { 'api.shop.test': origin.port } });
  const idle = await Promise.all(Array.from({ length: 20 }, () => tunnel(world, 'api.shop.test:443')));
  const answer = get(world, '/');
  await arrived(1);
  held[0]?.answer();
  expect((await answer).status).toBe(200);
  for (const socket of idle) socket.destroy();
});
