import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { FlowRecord } from '../../src/events/record.ts';
import type { Device } from '../../src/model/device.ts';
import { type AskOptions, ask, secureTunnel, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { httpsOrigin, tcpOrigin } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { openWorld, SHOP, type World, type WorldOptions } from '../support/world.ts';

/** The platforms' own number: no file and no flag changes it, so that these stories take as long as it does. */
const GRACE_MS = 5_000;
/** How much later than that a cut may be seen, on a machine with other work. */
const LATE_MS = 2_500;

const PHONE = '127.0.0.1';
const OTHER_PHONE = '127.0.0.9';
const JSON_TYPE = { 'content-type': 'application/json' };

const get = (world: World, path: string, options: AskOptions = {}) =>
  ask(world, `https://api.shop.test${path}`, { headers: JSON_TYPE, ...options });

/** Sockets that echo, and requests that are answered, begun or held by their path. */
const opened = async (options: Omit<WorldOptions, 'resolve'> = {}) => {
  const held: { readonly path: string; readonly answer: () => void }[] = [];
  const origin = await httpsOrigin(({ url = '' }, response) => {
    if (url === '/now') return void response.end('now');
    if (url === '/begun') response.writeHead(200).write('begun');
    held.push({ path: url, answer: () => response.end('late') });
  });
  const sockets = new WebSocketServer({ server: origin.server });
  sockets.on('connection', (ws) => ws.on('message', (data) => ws.send(data)));
  const parrot = await tcpOrigin((socket: Socket) => void socket.on('data', (chunk) => socket.write(chunk)));
  const world = await openWorld({
    ...options,
    resolve: { 'api.shop.test': origin.port, 'ws.shop.test': origin.port, 'tcp.shop.test': parrot.port },
  });
  const arrived = (count: number) => until(`${count} requests at the server`, () => held.length >= count);
  const away = async (device = PHONE) => void (await world.tell({ foreground: false }, device));
  const back = async (device = PHONE) => void (await world.tell({ foreground: true }, device));
  return { world, held, arrived, away, back, sockets, origin, parrot };
};

const devices = async (world: World): Promise<readonly Device[]> =>
  ((await world.admin('/api/v1/devices')) as { devices: Device[] }).devices;

const deviceOf = async (world: World, id: string): Promise<Device | undefined> =>
  (await devices(world)).find((device) => device.id === id);

const attempt = async (world: World, options: AskOptions = {}): Promise<{ readonly ws: WebSocket }> => {
  const socket = await secureTunnel(world, 'ws.shop.test:443', options);
  return { ws: new WebSocket('wss://ws.shop.test/', { createConnection: () => socket }) };
};

const openSocket = async (world: World, options: AskOptions = {}): Promise<{ readonly ws: WebSocket }> => {
  const { ws } = await attempt(world, options);
  ws.on('error', () => {});
  await once(ws, 'open');
  return { ws };
};

/** Resolves with the code of its close event. */
const closed = async (ws: WebSocket): Promise<number> => Number((await once(ws, 'close'))[0]);

/** Resolves when a connection has ended, by a reset or otherwise. */
const broken = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()));

const echoed = async (ws: WebSocket, text: string): Promise<string> => {
  ws.send(text);
  return String((await once(ws, 'message'))[0]);
};

/** How each path ended, once all have. */
const endings = async (world: World, count: number): Promise<readonly FlowRecord[]> => {
  await until(`${count} flows have ended`, async () => (await world.flows()).filter(({ end }) => end).length === count);
  return (await world.flows()).filter(({ end }) => end);
};

describe('a device that goes to the background', () => {
  it('has 5 s: then what is under way is cut, the line and the sockets too, and another device notices nothing', async () => {
    const { world, held, arrived, away, back, origin, sockets } = await opened();
    const first = Array.from({ length: 10 }, (_, i) => get(world, `/held/${i}`));
    await arrived(10);
    const inLine = get(world, '/in-line');
    await until('one waits', async () => (await deviceOf(world, PHONE))?.apps[0]?.waiting === 1);
    const { ws } = await openSocket(world);
    const close = closed(ws);
    const { ws: elsewhere } = await openSocket(world, { from: OTHER_PHONE });
    const other = get(world, '/other', { from: OTHER_PHONE });
    await arrived(11);
    expect(await deviceOf(world, PHONE)).toMatchObject({
      foreground: true,
      apps: [{ requests: 10, sockets: 1, waiting: 1 }],
    });

    const sinceMs = performance.now();
    await away();
    const early = await get(world, '/new');
    expect([early.status, early.headers['x-mpgate-rule']]).toEqual([403, 'background-blocked']);
    expect(JSON.parse(early.body)).toMatchObject({ errMsg: 'request:fail interrupted', errno: 600003 });
    const { ws: late } = await attempt(world);
    const [, refusal] = (await once(late, 'unexpected-response')) as [unknown, IncomingMessage];
    expect([refusal.statusCode, refusal.headers['x-mpgate-rule']]).toEqual([403, 'background-blocked']);

    expect(await close).toBe(1006);
    const tookMs = performance.now() - sinceMs;
    expect(tookMs).toBeGreaterThan(GRACE_MS - 50);
    expect(tookMs).toBeLessThan(GRACE_MS + LATE_MS);
    for (const { status, headers, body } of await Promise.all([...first, inLine])) {
      expect([status, headers['x-mpgate-rule']]).toEqual([403, 'background-grace']);
      expect(JSON.parse(body)).toMatchObject({ errMsg: 'request:fail interrupted', errno: 600003, source: 'S0:128' });
    }
    expect(held.some(({ path }) => path === '/in-line' || path === '/new')).toBe(false);
    const ended = await endings(world, 14);
    expect(ended.filter(({ end }) => end?.outcome === 'refused')).toHaveLength(14);
    expect(ended.filter(({ kind }) => kind === 'socket').map(({ end }) => end)).toMatchObject([
      { cause: { rule: 'background-blocked' }, how: 'explain' },
      { cause: { rule: 'background-grace', errMsg: 'connectSocket:fail interrupted' }, how: 'cut' },
    ]);
    expect(await deviceOf(world, PHONE)).toMatchObject({ apps: [{ requests: 0, sockets: 0, waiting: 0 }] });
    await until('the servers’ connections of the device are closed', () => sockets.clients.size === 1);
    await until('only the other device is connected', () => origin.open() === 2);

    expect(await echoed(elsewhere, 'still here')).toBe('still here');
    held.find(({ path }) => path === '/other')?.answer();
    expect((await other).body).toBe('late');
    await back();
    expect((await get(world, '/now')).body).toBe('now');
    elsewhere.terminate();
  });

  it('and comes back within them loses nothing', async () => {
    const { world, held, arrived, away, back } = await opened();
    const asked = get(world, '/held');
    await arrived(1);
    const { ws } = await openSocket(world);
    await away();
    await back();
    // Another device's grace began later: when that is over, ours would be.
    const witness = await openSocket(world, { from: OTHER_PHONE });
    const cut = closed(witness.ws);
    await away(OTHER_PHONE);
    expect(await cut).toBe(1006);
    expect(await echoed(ws, 'alive')).toBe('alive');
    held[0]?.answer();
    expect((await asked).body).toBe('late');
    const [flow] = (await world.flows()).filter(({ url }) => url.endsWith('/held'));
    expect(flow?.end).toMatchObject({ outcome: 'completed', status: 200 });
    ws.terminate();
  });

  it('cuts an answer that has begun, and a TCP socket, whose bytes are passed unread', async () => {
    const domains = { ...SHOP, tcp: ['tcp.shop.test'] };
    const { world, arrived, away, parrot } = await opened({ app: { domains } });
    const begun = get(world, '/begun').then(
      () => 'whole',
      () => 'broken',
    );
    await arrived(1);
    const tcp = await tunnel(world, 'tcp.shop.test:5000');
    tcp.write('\u0000hello');
    await once(tcp, 'data');
    await away();
    const gone = broken(tcp);
    expect(await begun).toBe('broken');
    await gone;
    await until('the server’s side is closed', () => parrot.open() === 0);
    const ended = await endings(world, 2);
    expect(ended.map(({ end }) => end)).toMatchObject([
      { outcome: 'refused', how: 'cut', cause: { rule: 'background-grace' } },
      { outcome: 'refused', how: 'cut', cause: { rule: 'background-grace' } },
    ]);
  });

  it('only hears of it where the app warns, and hears nothing where the rules are off', async () => {
    const rules = { 'background-grace': 'warn', 'background-blocked': 'off' };
    const { world, held, arrived, away } = await opened({ app: { rules } });
    const asked = get(world, '/held');
    await arrived(1);
    await away();
    const later = get(world, '/later');
    await arrived(2);
    const graceOf = async () =>
      (await world.flows()).map(({ verdicts }) =>
        verdicts.filter(({ stage }) => stage === 'clock').flatMap(({ violations }) => violations),
      );
    await until('both were told of', async () => (await graceOf()).every((told) => told.length === 1));
    expect(await graceOf()).toMatchObject([
      [{ rule: 'background-grace', effect: 'warn' }],
      [{ rule: 'background-grace', effect: 'warn' }],
    ]);
    for (const { answer } of held) answer();
    expect([(await asked).body, (await later).body]).toEqual(['late', 'late']);
  });
});

describe('in the background', () => {
  it('a tunnel that is not decrypted does not begin, but for a bypassed host', async () => {
    const gate = { decrypt: 'never', bypass: ['tcp.shop.test'] };
    const { world, away, back } = await opened({ gate });
    await away();
    const socket = await tunnel(world, 'api.shop.test:443');
    const gone = broken(socket);
    socket.on('error', () => {}).write(clientHello('api.shop.test'));
    await gone;
    const [refused] = await world.flows();
    expect(refused?.end).toMatchObject({ outcome: 'refused', how: 'cut', cause: { rule: 'background-blocked' } });
    (await tunnel(world, 'tcp.shop.test:443')).destroy();
    await back();
    (await tunnel(world, 'api.shop.test:443')).destroy();
  });

  it('a mini program’s request is cut, and curl’s is explained', async () => {
    const { world, away } = await opened();
    await away();
    const agent = { ...JSON_TYPE, 'user-agent': 'MicroMessenger/8.0.49' };
    const socket = await secureTunnel(world, 'api.shop.test:443');
    const gone = broken(socket);
    get(world, '/now', { over: socket, headers: agent }).catch(() => {});
    await gone;
    expect((await get(world, '/now')).status).toBe(403);
    expect((await world.flows()).map(({ end }) => end)).toMatchObject([{ how: 'explain' }, { how: 'cut' }]);
  });
});
