import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { ask, dial, exchangeRaw } from '../../support/client.ts';
import { collect } from '../../support/collect.ts';
import { httpsOrigin, mirror, tcpOrigin } from '../../support/origin.ts';
import { BIND, CONNECT, GREETING, login, request, socks, take } from '../../support/socks.ts';
import { until } from '../../support/until.ts';
import { APPID, openWorld, SHOP, type World, type WorldOptions } from '../../support/world.ts';

const OTHER = 'wxfedcba9876543210';
const GET = 'GET / HTTP/1.1\r\nHost: api.shop.test\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n';
/** Neither TLS nor a request. */
const PING = '\u0000\u0001ping';
const parrot = () => tcpOrigin((socket: Socket) => void socket.on('data', (chunk) => socket.write(chunk)));

const shop = async (options: WorldOptions = {}): Promise<World> => {
  const { port } = await httpsOrigin(mirror);
  return openWorld({ resolve: { 'api.shop.test': port }, ...options });
};

const flowTo = async (world: World, host: string) => {
  await until(`a flow to ${host} has ended`, async () =>
    (await world.flows()).some((flow) => flow.host === host && flow.end),
  );
  return (await world.flows()).find((flow) => flow.host === host);
};

describe('CONNECT', () => {
  it('to an allowed host: TLS in it is ended here, and the request judged', async () => {
    const world = await shop();
    const { socket, code } = await socks(world, CONNECT, 'api.shop.test:443');
    expect(code).toBe(0);
    const tls = connectTls({ socket, ca: world.ca, servername: 'api.shop.test' });
    expect(await exchangeRaw(tls, GET)).toMatch(/^HTTP\/1\.1 200 .*"referer":"https:\/\/appservice\.qq\.com/s);
    expect(await flowTo(world, 'api.shop.test')).toMatchObject({
      kind: 'request',
      end: { outcome: 'completed', status: 200 },
    });
  });

  it('all in one piece, the request for the server included', async () => {
    const world = await shop({ gate: { block: 'explain' } });
    const bytes = Buffer.concat([GREETING, request(CONNECT, 'api.shop.test:80'), Buffer.from(GET)]);
    const text = await exchangeRaw(await dial(world), bytes);
    expect([...Buffer.from(text, 'latin1').subarray(0, 12)]).toEqual([5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(text.slice(12)).toMatch(/^HTTP\/1\.1 403 .*scheme-https-wss/s);
  });

  it.each([
    ['a host of no list', 'other.test:443', 'domain-allowlist'],
    ['loopback', '127.0.0.1:443', 'no-localhost'],
    ['loopback in the spelling of a name', '0x7f.1:443', 'no-localhost'],
    ['IPv6 loopback', '[::1]:443', 'no-localhost'],
    ['an address that is nobody’s neighbour', '93.184.216.34:443', 'lan-address'],
    ['an IPv6 one', '[2001:db8::7]:443', 'lan-address'],
  ])('to %s is not allowed', async (_, target, rule) => {
    const world = await openWorld();
    const { socket, code } = await socks(world, CONNECT, target);
    expect(code).toBe(2);
    if (!socket.closed) await collect(socket).closed;
    expect((await world.flows())[0]?.end).toMatchObject({ outcome: 'refused', how: 'connect', cause: { rule } });
  });

  it.each([
    ['no host', request(CONNECT, 'a b:443'), 1],
    ['no port', request(CONNECT, 'api.shop.test:0'), 1],
    ['no command of ours', request(BIND, 'api.shop.test:443'), 7],
    ['no kind of address', Buffer.from([5, 1, 0, 9, 1, 2, 3]), 8],
  ])('to %s has its code, and leaves no flow', async (_, bytes, code) => {
    const world = await openWorld();
    const text = await exchangeRaw(await dial(world), Buffer.concat([GREETING, bytes]));
    expect([...Buffer.from(text, 'latin1')].slice(0, 4)).toEqual([5, 0, 5, code]);
    expect(await world.flows()).toEqual([]);
  });

  it.each([
    ['an address', { '198.51.100.9:7': '127.0.0.1' }, '198.51.100.9:7'],
    ['a name', { 'tcp.shop.test:7': '127.0.0.1' }, 'tcp.shop.test:7'],
    ['an IPv6 address', { '2001:db8::9': '127.0.0.1' }, '[2001:db8::9]:7'],
  ])('to %s that carries a TCP socket: its bytes pass, judged as such', async (_, from, target) => {
    const { port } = await parrot();
    const resolve = Object.fromEntries(Object.entries(from).map(([host, to]) => [host, `${to}:${port}`]));
    const rules = { 'no-ip-literal': 'off', 'lan-address': 'off' };
    const host = target.replace(/:7$/, '').replace(/[[\]]/g, '');
    const domains = { ...SHOP, tcp: ['tcp://tcp.shop.test'] };
    const world = await openWorld({ app: { domains, rules: { ...rules, 'tcp-destination': 'warn' } }, resolve });
    const { socket, code } = await socks(world, CONNECT, target);
    expect(code).toBe(0);
    socket.write(PING);
    expect(String(await take(socket, 6))).toBe(PING);
    socket.end();
    const flow = await flowTo(world, host);
    expect(flow).toMatchObject({ api: 'tcp', end: { outcome: 'completed', bytesUp: 6, bytesDown: 6 } });
  });

  it('that carries a TCP socket to a host of another list is cut', async () => {
    const world = await shop();
    const { socket } = await socks(world, CONNECT, 'api.shop.test:443');
    expect(await exchangeRaw(socket, PING)).toBe('');
    expect((await flowTo(world, 'api.shop.test'))?.end).toMatchObject({ cause: { rule: 'tcp-destination' } });
  });

  it.each([
    ['nobody listens', 5, (port: number) => `127.0.0.1:${port}`],
    ['the gate itself is there', 2, (_: number, own: number) => `127.0.0.1:${own}`],
  ])('where %s is answered by %i', async (_, code, to) => {
    const [free, own] = [await tcpOrigin(() => {}), await tcpOrigin(() => {})];
    for (const { server } of [free, own]) await new Promise((resolve) => server.close(resolve));
    const world = await openWorld({
      gate: { bypass: ['push.test'], listen: { host: '127.0.0.1', port: own.port } },
      resolve: { 'push.test': to(free.port, own.port) },
    });
    const answer = await socks(world, CONNECT, 'push.test:443');
    expect(answer.code).toBe(code);
    answer.socket.destroy();
  });
});

describe('the user name', () => {
  const theirs = { appid: OTHER, domains: { request: ['https://other.test'] } };

  it.each([
    [APPID, 'api.shop.test:443', 0],
    [OTHER, 'api.shop.test:443', 2],
    [OTHER, 'other.test:443', 0],
    ['', 'other.test:443', 0],
  ])('%j to %s: %i', async (user, target, code) => {
    const world = await openWorld({ apps: [{}, theirs] });
    const answer = await socks(world, CONNECT, target, { user });
    expect(answer.code).toBe(code);
    answer.socket.destroy();
  });

  it('that is no app is turned away', async () => {
    const world = await openWorld();
    const text = await exchangeRaw(
      await dial(world),
      Buffer.concat([login('wx-slip'), request(CONNECT, 'api.shop.test:443')]),
    );
    expect([...Buffer.from(text, 'latin1')]).toEqual([5, 2, 1, 1]);
  });

  it('does not matter where the listener is one app’s', async () => {
    const world = await openWorld({ apps: [{}, theirs], gate: { listeners: [{ port: 0, app: OTHER }] } });
    const port = world.gateway.listeners[1]?.port ?? 0;
    for (const user of [APPID, 'whoever']) {
      const answer = await socks({ port }, CONNECT, 'other.test:443', { user });
      expect(answer.code).toBe(0);
      answer.socket.destroy();
    }
  });
});

describe('the handshake', () => {
  it.each([
    ['half a greeting', [5]],
    ['half a login', [5, 1, 2, 1, 9, 9]],
    ['half a request', [5, 1, 0, 5, 1, 0, 3, 200]],
  ])('%s is given up in time', async (_, bytes) => {
    const world = await openWorld({ gate: { limits: { handshakeMs: 100 } } });
    const socket = await dial(world);
    socket.write(Buffer.from(bytes));
    await collect(socket).closed;
    await until('it is not counted any more', () => world.gateway.listeners[0]?.connections() === 0);
  });

  it('that drips is given up too', async () => {
    const world = await openWorld({ gate: { limits: { handshakeMs: 200 } } });
    const socket = await dial(world);
    const bytes = [...GREETING, 5, 1, 0, 3, 255, ...Buffer.alloc(255, 0x61), 0, 80];
    const timer = setInterval(() => socket.write(Buffer.from(bytes.splice(0, 1))), 5);
    await collect(socket).closed;
    clearInterval(timer);
    expect(bytes.length).toBeGreaterThan(100);
  });

  it('that its client leaves is over', async () => {
    const world = await openWorld();
    const socket = await dial(world);
    socket.end(Buffer.from([5, 1]));
    await collect(socket).closed;
  });

  it.each([
    ['SOCKS4', [4, 1, 0, 80, 127, 0, 0, 1, 0], [...Buffer.from('HTTP/1.1 400 Bad Request')]],
    ['another version behind the greeting', [...GREETING, 4, 1, 0, 1], [5, 0]],
    ['a login of another version', [5, 1, 2, 7], [5, 2]],
    ['no method that we have', [5, 1, 1], [5, 255]],
  ])('%s is closed', async (_, bytes, said) => {
    const world = await openWorld();
    const text = await exchangeRaw(await dial(world), Buffer.from(bytes));
    expect([...Buffer.from(text, 'latin1')].slice(0, said.length)).toEqual(said);
    expect(await world.flows()).toEqual([]);
  });
});

it('HTTP goes on on the same port', async () => {
  const world = await shop();
  const { socket } = await socks(world, CONNECT, 'api.shop.test:443');
  const answer = await ask(world, 'https://api.shop.test/', { headers: { 'content-type': 'application/json' } });
  expect(answer.status).toBe(200);
  socket.destroy();
});
