import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, dial, exchangeRaw, tunnel } from '../../support/client.ts';
import { freePort } from '../../support/free-port.ts';
import { itNeeds } from '../../support/needs.ts';
import { httpOrigin, mirror } from '../../support/origin.ts';
import { from4, header2 } from '../../support/proxy-header.ts';
import { run } from '../../support/run.ts';
import { CONNECT, GREETING, request } from '../../support/socks.ts';
import { until } from '../../support/until.ts';
import { LAX } from '../../support/users.ts';
import { openWorld, type World } from '../../support/world.ts';

const BALANCER = '127.0.0.7';
const GET = 'GET http://a.test/ HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n';
const LINE = 'PROXY TCP4 192.0.2.2 10.0.0.1 1 2\r\n';

const opened = async (gate: object = {}): Promise<World> => {
  const { port } = await httpOrigin(mirror);
  const listen = { host: '127.0.0.1', port: 0, proxyProtocol: 'accept', trustedProxies: [BALANCER] };
  const clients = { allow: ['loopback', '192.0.2.0/24'] };
  return openWorld({ app: { rules: LAX }, resolve: { 'a.test': port }, gate: { listen, clients, ...gate } });
};

const statusOf = async (world: World, bytes: Buffer | string, from = BALANCER) =>
  (await exchangeRaw(await dial(world, from), bytes)).slice(9, 12);

const devicesOf = async (world: World) => [...new Set((await world.flows()).map(({ device }) => device))].sort();

describe('a trusted load balancer', () => {
  it.each([
    ['in version 1', Buffer.from(LINE), '192.0.2.2'],
    ['in version 2', from4('192.0.2.3'), '192.0.2.3'],
    ['of nobody but itself', header2(0x20, 0, []), BALANCER],
    ['of nobody it knows', Buffer.from('PROXY UNKNOWN\r\n'), BALANCER],
  ])('tells whose a connection is, %s', async (_, header, device) => {
    const world = await opened();
    expect(await statusOf(world, Buffer.concat([header, Buffer.from(GET)]))).toBe('200');
    expect(await devicesOf(world)).toEqual([device]);
  });

  it('may do so byte by byte', async () => {
    const world = await opened();
    const socket = await dial(world, BALANCER);
    const text = exchangeRaw(socket, LINE.slice(0, 1));
    for (const byte of LINE.slice(1) + GET) await new Promise((sent) => socket.write(byte, sent));
    expect((await text).slice(9, 12)).toBe('200');
    expect(await devicesOf(world)).toEqual(['192.0.2.2']);
  });

  it('does so for SOCKS too', async () => {
    const world = await opened();
    const bytes = Buffer.concat([from4('192.0.2.4'), GREETING, request(CONNECT, '127.0.0.1:443')]);
    const text = await exchangeRaw(await dial(world, BALANCER), bytes);
    expect([...Buffer.from(text, 'latin1').subarray(0, 4)]).toEqual([5, 0, 5, 2]);
    expect(await devicesOf(world)).toEqual(['192.0.2.4']);
  });

  it('is on every port', async () => {
    const world = await opened({ listeners: [{ port: 0, app: 'wx0123456789abcdef' }] });
    const port = world.gateway.listeners[1]?.port ?? 0;
    expect(await statusOf({ ...world, port }, GET)).toBe('');
    expect(await statusOf({ ...world, port }, LINE + GET)).toBe('200');
  });

  it('tells an address that may not use the gate', async () => {
    expect(await statusOf(await opened(), LINE.replace('192.0.2.2', '203.0.113.9') + GET)).toBe('403');
  });

  it('has its connections counted by whose they are', async () => {
    const world = await opened({ limits: { connectionsPerClient: 1 } });
    const first = await dial(world, BALANCER);
    first.write(LINE);
    await until('it is counted', () => world.gateway.listeners[0]?.connections() === 1);
    expect(await statusOf(world, LINE + GET)).toBe('');
    expect(await statusOf(world, LINE.replace('192.0.2.2', '192.0.2.9') + GET)).toBe('200');
    first.destroy();
  });

  it.each([
    ['no header', GET],
    ['a broken one', LINE.replace('TCP4', 'TCP6') + GET],
    ['another broken one', header2(0x21, 0x11, [1])],
    ['garbage', '\u0000\u0001\u0002'],
  ])('is closed without an answer for %s, and that is told', async (_, bytes) => {
    const world = await opened();
    expect(await exchangeRaw(await dial(world, BALANCER), bytes)).toBe('');
    expect(world.gateway.listeners[0]?.headers()).toEqual({ refused: 1, named: 1 });
    expect(world.log()).toContain(`A connection of ${BALANCER} was closed: it has no PROXY header`);
    expect(await world.flows()).toEqual([]);
  });

  it('that takes too long is closed', async () => {
    const world = await opened({ limits: { handshakeMs: 60 } });
    expect(await exchangeRaw(await dial(world, BALANCER), LINE.slice(0, 20))).toBe('');
    expect(world.log()).toContain('its PROXY header took more than 60 ms');
  });

  it('that only looks whether anybody is there is no news', async () => {
    const world = await opened();
    const socket = await dial(world, BALANCER);
    socket.end();
    await once(socket.resume(), 'close');
    expect([world.gateway.listeners[0]?.headers().refused, world.log()]).toEqual([
      0,
      expect.not.stringContaining('PROXY'),
    ]);
  });

  it('is not waited for when the gate closes', async () => {
    const world = await opened();
    const socket = await dial(world, BALANCER);
    const closed = once(socket.resume(), 'close');
    await world.gateway.listeners[0]?.close();
    await closed;
  });
});

describe('anybody else', () => {
  it('needs no header', async () => {
    const world = await opened();
    expect(await statusOf(world, GET, '127.0.0.1')).toBe('200');
    (await tunnel(world, 'api.shop.test:443')).destroy();
  });

  it.each([
    ['version 1', Buffer.from(LINE + GET)],
    ['version 2', Buffer.concat([from4('192.0.2.2'), Buffer.from(GET)])],
    ['a broken one', Buffer.from('PROXY \r\n')],
  ])('is closed for a header: %s; the log names it once', async (_, bytes) => {
    const world = await opened();
    for (let i = 0; i < 3; i += 1) expect(await exchangeRaw(await dial(world, '127.0.0.9'), bytes)).toBe('');
    expect(world.gateway.listeners[0]?.headers().refused).toBe(3);
    expect(world.log().match(/127\.0\.0\.9 was closed: it has a PROXY header/g)).toHaveLength(1);
    expect(await world.flows()).toEqual([]);
  });

  it('where the protocol is off, has sent no request', async () => {
    const world = await openWorld();
    expect(await statusOf(world, LINE + GET, '127.0.0.1')).toBe('400');
  });
});

itNeeds('haproxy')('HAProxy keeps two devices apart, in both versions', async () => {
  const world = await opened();
  const ports = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'mpgate-haproxy-'));
  const part = (port: number | undefined, send: string) =>
    `listen ${send}\n  bind 127.0.0.1:${port}\n  server gate 127.0.0.1:${world.port} ${send} source ${BALANCER}\n`;
  const defaults = 'defaults\n  mode tcp\n  timeout connect 5s\n  timeout client 30s\n  timeout server 30s\n';
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, `${defaults}${part(ports[0], 'send-proxy')}${part(ports[1], 'send-proxy-v2')}`);
  void run('/usr/sbin/haproxy', ['-db', '-f', file]);
  for (const port of ports) {
    const reached = { ...world, port: port ?? 0 };
    await until('HAProxy listens', () =>
      dial(reached).then(
        (socket) => !!socket.destroy(),
        () => false,
      ),
    );
    for (const from of ['127.0.0.2', '127.0.0.3']) {
      expect((await ask(reached, 'http://a.test/', { from })).status).toBe(200);
    }
  }
  expect(await devicesOf(world)).toEqual(['127.0.0.2', '127.0.0.3']);
  await world.tell({ foreground: false }, '127.0.0.2');
  const reached = { ...world, port: ports[0] ?? 0 };
  const refused = ask(reached, 'http://a.test/', { from: '127.0.0.2' }).then(({ headers }) => headers['x-mpgate-rule']);
  expect(await refused).toBe('background-blocked');
  expect((await ask(reached, 'http://a.test/', { from: '127.0.0.3' })).status).toBe(200);
});
