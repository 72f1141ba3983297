import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FlowEvent } from '../../src/model/event.ts';
import { exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { httpsOrigin, tcpOrigin } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { openWorld, type World } from '../support/world.ts';

const API = 'api.shop.test';
const WS = 'ws.shop.test';
/** Takes the connection and says nothing. */
const MUTE = 'mute.shop.test';
/** Resets each connection in the TLS handshake. */
const RUDE = 'rude.shop.test';
/** Nobody listens there. */
const GONE = 'gone.shop.test';
/** Its client takes nobody's certificate, and passes unread from the second time on. */
const STRANGE = 'strange.shop.test';
/** Passed through unread. */
const SPLICED = 'spliced.test';

/** A server that leaves in every way there is, by path. */
const openOrigin = async () => {
  const seen: string[] = [];
  const origin = await httpsOrigin((request, response) => {
    const path = request.url ?? '';
    seen.push(path);
    if (path === '/ok') return void response.end('ok');
    if (path === '/upload') return void request.on('data', () => seen.push('upload data'));
    if (path === '/silent') return;
    if (path === '/reset') return void raw(request.socket).resetAndDestroy();
    response.writeHead(200, { 'content-length': 100_000 });
    response.write('begun', () => {
      if (path === '/cut') request.socket.destroy();
      if (path === '/cut-reset') raw(request.socket).resetAndDestroy();
    });
  });
  origin.server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => {});
    socket.resume();
    seen.push(request.url ?? '');
    if (request.url === '/ws-reset') return void raw(socket).resetAndDestroy();
    if (request.url === '/ws-close') return void socket.destroy();
    if (request.url === '/ws-silent') return;
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    if (request.url === '/ws-leave') socket.write('bye', () => socket.destroy());
  });
  return { ...origin, seen };
};

/** The TCP connection below TLS. */
const raw = (socket: Socket): Socket => Reflect.get(socket, '_parent') ?? socket;

const openShop = async () => {
  const origin = await openOrigin();
  const mute = await tcpOrigin((socket) => void socket.resume());
  const rude = await tcpOrigin((socket) => void socket.once('data', () => socket.resetAndDestroy()));
  const gone = await tcpOrigin(() => {});
  gone.server.close();
  const hosts = [API, MUTE, RUDE, GONE, STRANGE];
  const world = await openWorld({
    app: { domains: { request: hosts.map((name) => `https://${name}`), connectSocket: [`wss://${WS}`] } },
    gate: { bypass: [SPLICED], record: { file: './session.ndjson' }, block: 'explain' },
    resolve: {
      [API]: origin.port,
      [WS]: origin.port,
      [MUTE]: mute.port,
      [RUDE]: rude.port,
      [GONE]: gone.port,
      [STRANGE]: origin.port,
      [SPLICED]: origin.port,
    },
  });
  return { world, origin, mute };
};
type Shop = Awaited<ReturnType<typeof openShop>>;

const head = (method: string, path: string, host = API, ...lines: readonly string[]): string =>
  [`${method} ${path} HTTP/1.1`, `Host: ${host}`, 'Content-Type: application/json', ...lines, '', ''].join('\r\n');
const upgrade = (path: string): string =>
  head('GET', path, WS, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13');

type Leave = (socket: Socket) => void;
const leaving: Readonly<Record<string, Leave>> = {
  'with an end': (socket) => void socket.destroy(),
  'with a reset': (socket) => void raw(socket).resetAndDestroy(),
};

/** A client inside a TLS tunnel that has sent this. */
const sent = async ({ world }: Shop, host: string, bytes: string, from?: string): Promise<Socket> => {
  const client = await secureTunnel(world, `${host}:443`, from ? { from } : {});
  client.write(bytes);
  return client;
};

/** Waits until the server has seen so many of a path. */
const arrival = async ({ origin }: Shop, path: string, act: () => Promise<Socket>): Promise<Socket> => {
  const before = origin.seen.length;
  const client = await act();
  await until(`${path} has arrived`, () => origin.seen.indexOf(path, before) >= 0);
  return client;
};

/** A moment at which a client may leave: resolves to the client that is there. */
type Moment = (shop: Shop) => Promise<Socket>;
const request =
  (path: string, bytes = head('GET', path), host = API): Moment =>
  (shop) =>
    arrival(shop, path, () => sent(shop, host, bytes));
const begun =
  (path: string, bytes = head('GET', path), host = API): Moment =>
  async (shop) => {
    const client = await sent(shop, host, bytes);
    await once(client, 'data');
    return client;
  };

/** Those in which a flow is open. */
const underWay: Readonly<Record<string, Moment>> = {
  'before the answer': request('/silent'),
  'in its upload': request('upload data', `${head('POST', '/upload', API, 'Content-Length: 90')}half`),
  'in its chunked upload': request(
    'upload data',
    `${head('POST', '/upload', API, 'Transfer-Encoding: chunked')}4\r\nhalf\r\n`,
  ),
  'in its upload, before the server is there': async (shop) => {
    const before = shop.mute.accepted();
    const client = await sent(shop, MUTE, `${head('POST', '/', MUTE, 'Content-Length: 90')}half`);
    await until('the gate has connected', () => shop.mute.accepted() > before);
    return client;
  },
  'in the server’s TLS handshake': async (shop) => {
    const before = shop.mute.accepted();
    const client = await sent(shop, MUTE, head('GET', '/', MUTE));
    await until('the gate has connected', () => shop.mute.accepted() > before);
    return client;
  },
  'in the body of the answer': begun('/stalled'),
  'behind two requests of a pipeline': (shop) =>
    arrival(shop, '/silent', async () =>
      sent(shop, API, head('GET', '/stalled') + head('GET', '/stalled') + head('GET', '/silent')),
    ),
  'in line behind ten others': async (shop) => {
    const before = shop.origin.seen.length;
    const others: Socket[] = [];
    for (let i = 0; i < 10; i += 1) others.push(await sent(shop, API, head('GET', '/silent')));
    await until('ten have arrived', () => shop.origin.seen.length >= before + 10);
    const client = await sent(shop, API, head('GET', '/never'));
    await until('it is in line', async () => (await gauges(shop.world))('requests_waiting') === 1);
    client.once('close', () => {
      for (const other of others) other.destroy();
    });
    return client;
  },
  'before its WebSocket is open': request('/ws-silent', upgrade('/ws-silent'), WS),
};

/** Those in which none is. */
const between: Readonly<Record<string, Moment>> = {
  'with nothing said in its tunnel': ({ world }) => tunnel(world, `${API}:443`),
  'in its own TLS handshake': async ({ world }) => {
    const client = await tunnel(world, `${API}:443`);
    client.write(clientHello(API).subarray(0, 50));
    return client;
  },
  'as its TLS handshake does not please it': async ({ world }) => {
    const socket = await tunnel(world, `${STRANGE}:443`);
    const tls = connectTls({ socket, servername: STRANGE, ca: [] });
    tls.on('error', () => {});
    await new Promise((resolve) => tls.once('close', resolve));
    return socket;
  },
  'in the head of its request': (shop) => sent(shop, API, head('GET', '/ok').slice(0, 30)),
  'after the answer': begun('/ok'),
  'from its open WebSocket': begun('/ws', upgrade('/ws'), WS),
  'from a tunnel that is passed through': ({ world }) => tunnel(world, `${SPLICED}:443`),
};

/** What a server does while a client waits; the client stays to the end. */
const serverLeaves: Readonly<Record<string, Moment>> = {
  'in the body': (shop) => sent(shop, API, head('GET', '/cut')),
  'in the body, with a reset': (shop) => sent(shop, API, head('GET', '/cut-reset')),
  'before the answer': (shop) => sent(shop, API, head('GET', '/reset', API, 'Connection: close')),
  'in the handshake': (shop) => sent(shop, RUDE, head('GET', '/', RUDE, 'Connection: close')),
  'before anybody came': (shop) => sent(shop, GONE, head('GET', '/', GONE, 'Connection: close')),
  'before its 101': (shop) => sent(shop, WS, upgrade('/ws-reset')),
  'before its 101, with an end': (shop) => sent(shop, WS, upgrade('/ws-close')),
  'behind its 101': (shop) => sent(shop, WS, upgrade('/ws-leave')),
};

const gauges = async ({ gateway }: World) => {
  const text = await (await fetch(`http://127.0.0.1:${gateway.admin.port}/metrics`)).text();
  return (name: string): number => Number(new RegExp(`^mpgate_${name} (\\d+)$`, 'm').exec(text)?.[1]);
};

const HELD = ['flows_open', 'requests_running', 'requests_waiting', 'sockets_open', 'client_connections'];

/** Nothing is held for anybody; what is kept of servers is idle. */
const isEmpty = async ({ world }: Shop): Promise<boolean> => {
  const gauge = await gauges(world);
  return HELD.every((name) => gauge(name) === 0) && gauge('upstream_connections') === gauge('upstream_idle');
};

const TERMINAL = /^flow\.(completed|refused|failed|aborted)$/;

/** How often each flow of the session has ended. */
const endings = ({ world }: Shop): readonly number[] => {
  const counts = new Map<string, number>();
  const text = readFileSync(join(world.folder, 'session.ndjson'), 'utf8');
  for (const line of text.split('\n').slice(0, -1)) {
    const { flow, type }: FlowEvent = JSON.parse(line);
    // What is said of the session as a whole is of no flow.
    if (flow === undefined) continue;
    counts.set(flow, (counts.get(flow) ?? 0) + (TERMINAL.test(type) ? 1 : 0));
  }
  return [...counts.values()];
};

/** Each flow ends, and none twice. */
const endEach = async (shop: Shop): Promise<void> => {
  await until('each flow has ended', () => {
    const counts = endings(shop);
    return counts.length > 0 && counts.every((count) => count > 0);
  });
  expect(Math.max(...endings(shop))).toBe(1);
};

/** What would have ended the process. */
const crashes = (): readonly unknown[] => {
  const found: unknown[] = [];
  const note = (error: unknown) => void found.push(error);
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  onTestFinished(() => {
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
  });
  return found;
};

const both = (moments: Readonly<Record<string, Moment>>): readonly (readonly [string, Moment, Leave])[] =>
  Object.entries(moments).flatMap(([name, moment]) =>
    Object.entries(leaving).map(([way, leave]) => [`${name}, ${way}`, moment, leave] as const),
  );

describe('a client that leaves', () => {
  it.each(both(underWay))(
    '%s: its flow ends as aborted, and all that it held is free at once',
    async (_, moment, leave) => {
      const found = crashes();
      const shop = await openShop();
      leave(await moment(shop));
      await until('nothing is held', () => isEmpty(shop));
      for (const { end } of await shop.world.flows()) expect(end).toMatchObject({ outcome: 'aborted', by: 'client' });
      await until('the server is left alone', () => shop.origin.open() === 0 && shop.mute.open() === 0);
      await endEach(shop);
      expect(found).toEqual([]);
    },
  );

  it.each(both(between))('%s: nothing is held', async (_, moment, leave) => {
    const found = crashes();
    const shop = await openShop();
    leave(await moment(shop));
    await until('nothing is held', () => isEmpty(shop));
    expect((await shop.world.flows()).filter(({ end }) => end === null)).toEqual([]);
    expect(found).toEqual([]);
  });
});

describe('a server that leaves', () => {
  it.each(Object.entries(serverLeaves))('%s: nothing is held', async (_, moment) => {
    const found = crashes();
    const shop = await openShop();
    await exchangeRaw(await moment(shop), '');
    await until('nothing is held', () => isEmpty(shop));
    expect((await shop.world.flows()).map(({ end }) => end?.outcome)).toEqual([
      expect.stringMatching(/failed|completed/),
    ]);
    expect(found).toEqual([]);
  });
});

/** Bytes in use after a full collection. */
const heap = (): number => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
};

const sockets = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;

it('two hundred rounds of all that leave nothing behind: no socket, no slot, no memory, and one end for each flow', async () => {
  const found = crashes();
  const shop = await openShop();
  const leaves = [...both(underWay), ...both(between)].filter(([name]) => !name.startsWith('in line'));
  const rounds: (() => Promise<unknown>)[] = [
    ...leaves.map(
      ([, moment, leave]) =>
        async () =>
          leave(await moment(shop)),
    ),
    ...Object.values(serverLeaves).map((moment) => async () => exchangeRaw(await moment(shop), '')),
  ];
  const run = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1) await rounds[i % rounds.length]?.();
    await until('nothing is held', () => isEmpty(shop));
  };
  await run(2 * rounds.length);
  const before = { heap: heap(), sockets: sockets() };
  await run(200);
  expect(heap() - before.heap).toBeLessThan(8_000_000);
  await until('the sockets are back at the start', () => sockets() <= before.sockets + 4);
  await endEach(shop);
  expect(found).toEqual([]);
}, 60_000);
