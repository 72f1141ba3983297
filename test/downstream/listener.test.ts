import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Listener } from '../../src/downstream/listener.ts';
import { StartError } from '../../src/errors.ts';
import { ask, dial, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { httpsOrigin, mirror, tcpOrigin } from '../support/origin.ts';
import { APPID, openWorld, type World, type WorldOptions } from '../support/world.ts';
import { until } from '../upstream/turns.ts';

const OTHER = 'wxfedcba9876543210';
const JSON_TYPE = { 'content-type': 'application/json' };

const doorOf = ({ gateway }: World, index = 0): Listener => {
  const listener = gateway.listeners[index];
  if (!listener) throw new Error('there is no such listener');
  return listener;
};

const shop = async (options: WorldOptions = {}): Promise<World> => {
  const { port } = await httpsOrigin(mirror);
  return openWorld({ resolve: { 'api.shop.test': port }, ...options });
};

const closed = async (socket: Socket): Promise<void> => {
  if (!socket.closed) await once(socket.resume(), 'close');
};

describe('a port', () => {
  it('that is free is bound, and told', async () => {
    const { host, port, app } = doorOf(await openWorld());
    expect([host, app, port > 0]).toEqual(['127.0.0.1', null, true]);
  });

  it('that is in use is an error of one sentence, and what was opened before is closed again', async () => {
    const { port } = await tcpOrigin(() => {});
    const listeners = [{ port, app: APPID }];
    const attempt = openWorld({ gate: { listeners } });
    await expect(attempt).rejects.toThrow(StartError);
    await expect(attempt).rejects.toThrow(
      `port ${port} on 127.0.0.1 is in use: stop what listens there, or choose another with --port`,
    );
  });

  it('of an address that is not ours is an error', async () => {
    const attempt = openWorld({ gate: { listen: { host: '192.0.2.1', port: 0 } } });
    await expect(attempt).rejects.toThrow(/^cannot listen on 192\.0\.2\.1:0: .*EADDRNOTAVAIL/);
  });

  it('of one app is that app’s, whatever the client names', async () => {
    const apps = [{}, { appid: OTHER, domains: { request: ['https://other.test'] } }];
    const world = await openWorld({ apps, gate: { listeners: [{ port: 0, app: OTHER }] } });
    const { port, app } = doorOf(world, 1);
    expect(app).toBe(OTHER);
    (await tunnel({ port }, 'other.test:443')).destroy();
    (await tunnel({ port }, 'other.test:443', { user: APPID })).destroy();
    await expect(tunnel({ port }, 'api.shop.test:443', { user: APPID })).rejects.toMatchObject({ status: 403 });
  });
});

describe('who may come in', () => {
  it('only the ranges that are allowed: others read why, and nothing that they send goes anywhere', async () => {
    const { port, accepted } = await tcpOrigin(() => {});
    const gate = { clients: { allow: ['127.0.0.9'] }, bypass: ['push.phone.test'] };
    const world = await openWorld({ gate, resolve: { 'push.phone.test': port } });
    const text = await exchangeRaw(await dial(world), 'CONNECT push.phone.test:443 HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 403 .*127\.0\.0\.1 may not use this gate/s);
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect([accepted(), await world.flows()]).toEqual([0, []]);
    (await tunnel(world, 'push.phone.test:443', { from: '127.0.0.9' })).destroy();
  });

  it('so many connections of one device, and others none the less', async () => {
    const world = await openWorld({ gate: { limits: { connectionsPerClient: 2 } } });
    const [first, second] = [await dial(world), await dial(world)];
    await until(() => doorOf(world).connections() === 2);
    await closed(await dial(world));
    const other = await tunnel(world, 'api.shop.test:443', { from: '127.0.0.9' });
    first.destroy();
    await until(() => doorOf(world).connections() === 2);
    const third = await tunnel(world, 'api.shop.test:443');
    for (const socket of [second, third, other]) socket.destroy();
    await until(() => doorOf(world).connections() === 0);
  });

  it('so many connections in all', async () => {
    const world = await openWorld({ gate: { limits: { connections: 2 } } });
    const open = [await dial(world, '127.0.0.2'), await dial(world, '127.0.0.3')];
    await until(() => doorOf(world).connections() === 2);
    await closed(await dial(world, '127.0.0.4'));
    for (const socket of open) socket.destroy();
  });
});

describe('what is no request', () => {
  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400, 'HPE_INVALID_METHOD'],
    ['a head over the limit', `GET / HTTP/1.1\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, 431, 'HPE_HEADER_OVERFLOW'],
    [
      'a length and chunks',
      'POST http://a.test/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'HPE_',
    ],
    [
      'a length that is none',
      'POST http://a.test/ HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n',
      400,
      'HPE_INVALID_CONTENT_LENGTH',
    ],
    ['a folded header', 'GET http://a.test/ HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n', 400, 'HPE_'],
    ['a bare LF', 'GET http://a.test/ HTTP/1.1\nHost: a\n\n', 400, 'HPE_'],
  ])('%s is a %s', async (_, bytes, status, code) => {
    const world = await openWorld();
    const text = await exchangeRaw(await dial(world), bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*\r\nX-Mpgate-Failure: ${code}`, 's'));
    expect(await world.flows()).toEqual([]);
  });
});

describe('a connection', () => {
  it('carries one request after another, in a tunnel and out of it', async () => {
    const world = await shop();
    const over = await secureTunnel(world, 'api.shop.test:443');
    const request = 'GET / HTTP/1.1\r\nHost: api.shop.test\r\nContent-Type: application/json\r\n';
    const inside = await exchangeRaw(over, `${request}\r\n${request}\r\n${request}Connection: close\r\n\r\n`);
    expect(inside.match(/^HTTP\/1\.1 200/gm)).toHaveLength(3);
    const plain = 'GET http://api.shop.test/ HTTP/1.1\r\nHost: api.shop.test\r\n';
    const outside = await exchangeRaw(await dial(world), `${plain}\r\n${plain}Connection: close\r\n\r\n`);
    expect(outside.match(/^HTTP\/1\.1 403/gm)).toHaveLength(2);
  });
});

describe('the end', () => {
  it('stop: no more connections, but those that are open go on', async () => {
    const world = await shop();
    const over = await secureTunnel(world, 'api.shop.test:443');
    doorOf(world).stop();
    await expect(dial(world)).rejects.toThrow('ECONNREFUSED');
    expect((await ask(world, 'https://api.shop.test/', { over, headers: JSON_TYPE })).status).toBe(200);
  });

  it('close: those that are open end too', async () => {
    const world = await openWorld();
    const socket = connect(world.port, '127.0.0.1');
    await once(socket, 'connect');
    const inside = await tunnel(world, 'api.shop.test:443');
    await until(() => doorOf(world).connections() === 2);
    const ends = [textOf(socket), textOf(inside)];
    await doorOf(world).close();
    expect(await Promise.all(ends)).toEqual(['', '']);
    expect(doorOf(world).connections()).toBe(0);
  });
});
