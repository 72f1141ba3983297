import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answersIn } from '../support/answers.ts';
import { ask, dial, exchangeRaw, tunnel } from '../support/client.ts';
import { httpOrigin, httpsOrigin, mirror, tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { openWorld } from '../support/world.ts';

const HOST = 'api.shop.test';
const STRANGER = '127.0.0.3';
const FRIEND = '127.0.0.2';
const LAX = { 'domain-allowlist': 'off', 'domain-per-api': 'off', 'scheme-https-wss': 'off' };

describe('an address that may not use the gate', () => {
  it.each([
    ['the absolute form', `GET http://${HOST}/ HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`],
    ['an upload', `POST http://${HOST}/ HTTP/1.1\r\nHost: ${HOST}\r\nContent-Length: 4\r\n\r\nbody`],
    ['a pipeline', `GET http://${HOST}/ HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`.repeat(3)],
    ['CONNECT', `CONNECT ${HOST}:443 HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`],
    [
      'a WebSocket',
      `GET http://${HOST}/ HTTP/1.1\r\nHost: ${HOST}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    ],
    ['garbage', 'garbage\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x02\x00'],
  ])('gets 403 and nothing else, with %s: no flow begins, no server sees anything', async (_, bytes) => {
    const origin = await httpOrigin(mirror);
    const world = await openWorld({
      app: { rules: LAX },
      gate: { clients: { allow: [FRIEND] } },
      resolve: { '*.shop.test': origin.port },
    });
    const answers = answersIn(await exchangeRaw(await dial(world, STRANGER), bytes));
    expect(answers.map(({ status, whole }) => [status, whole])).toEqual([[403, true]]);
    expect(answers[0]?.body).toContain(STRANGER);
    expect((await ask(world, `http://${HOST}/`, { from: FRIEND })).status).toBe(200);
    expect(origin.requests).toHaveLength(1);
    expect(await world.flows()).toHaveLength(1);
    await until('no place is held', () => world.gateway.listeners[0]?.connections() === 0);
  });
});

describe('connections', () => {
  it('of one address are so many at once; others have their own, and one that ends makes room', async () => {
    const world = await openWorld({ gate: { limits: { connectionsPerClient: 3 } } });
    const open = await Promise.all(Array.from({ length: 3 }, () => tunnel(world, `${HOST}:443`, { from: FRIEND })));
    expect(await exchangeRaw(await dial(world, FRIEND), `CONNECT ${HOST}:443 HTTP/1.1\r\nHost: x\r\n\r\n`)).toBe('');
    const other = await tunnel(world, `${HOST}:443`, { from: STRANGER });
    expect(world.gateway.listeners[0]?.connections()).toBe(4);
    open[0]?.destroy();
    await until('a place is free', () => world.gateway.listeners[0]?.connections() === 3);
    const again = await tunnel(world, `${HOST}:443`, { from: FRIEND });
    for (const socket of [...open, other, again]) socket.destroy();
  });

  it('in all are so many at once', async () => {
    const world = await openWorld({ gate: { limits: { connections: 3 } } });
    const open = await Promise.all(
      Array.from({ length: 3 }, (_, i) => tunnel(world, `${HOST}:443`, { from: `127.0.0.${10 + i}` })),
    );
    expect(await exchangeRaw(await dial(world, '127.0.0.20'), 'GET / HTTP/1.1\r\n\r\n')).toBe('');
    open[0]?.destroy();
    await until('a place is free', () => world.gateway.listeners[0]?.connections() === 2);
    const again = await tunnel(world, `${HOST}:443`, { from: '127.0.0.20' });
    for (const socket of [...open, again]) socket.destroy();
  });

  it('that come and go a thousand times leave no count behind, refused, spliced or closed at once', async () => {
    const origin = await tcpOrigin((socket) => void socket.end());
    const world = await openWorld({
      gate: { bypass: ['passed.test'], limits: { connectionsPerClient: 20 } },
      resolve: { 'passed.test': origin.port },
    });
    const ways = [
      async () => exchangeRaw(await dial(world), 'CONNECT other.test:443 HTTP/1.1\r\nHost: x\r\n\r\n'),
      async () => exchangeRaw(await tunnel(world, 'passed.test:443'), ''),
      async () => (await dial(world)).destroy(),
      async () => (await tunnel(world, `${HOST}:443`)).resetAndDestroy(),
    ];
    for (let i = 0; i < 250; i += 5) {
      await Promise.all(Array.from({ length: 5 }, () => Promise.all(ways.map((way) => way()))));
      await until('all places are free', () => world.gateway.listeners[0]?.connections() === 0);
    }
  });
});

describe('no answer shows what is the gate’s own', () => {
  it('neither a key, nor a token, nor a path, nor a line of its source', async () => {
    const origin = await httpsOrigin(mirror);
    const dead = await tcpOrigin((socket) => socket.destroy());
    const odd = await tlsOrigin((socket) => void socket.once('data', () => socket.end('garbage\r\n\r\n')));
    const world = await openWorld({
      app: { rules: LAX },
      resolve: { [HOST]: origin.port, 'up.shop.test': dead.port, 'cdn.shop.test': odd.port },
    });
    const texts: string[] = [];
    const raw = async (bytes: string) => texts.push(await exchangeRaw(await dial(world), bytes));
    for (const url of [`https://${HOST}/`, 'https://up.shop.test/', 'https://cdn.shop.test/', 'https://none.test/']) {
      const { rawHeaders, body } = await ask(world, url);
      texts.push(rawHeaders.join('\n'), body);
    }
    await raw('garbage\r\n\r\n');
    await raw('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await raw(`GET http://${HOST}/ HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`);
    await raw('CONNECT nonsense HTTP/1.1\r\nHost: x\r\n\r\n');
    await raw('CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: x\r\n\r\n');
    await raw('GET http://a..b/ HTTP/1.1\r\nHost: a..b\r\n\r\n');
    await raw(`CONNECT ${HOST}:443 HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic ${btoa('nobody:secret')}\r\n\r\n`);
    const all = texts.join('\n');
    const key = readFileSync(join(world.folder, 'certs', 'ca.key'), 'utf8').split('\n')[1] ?? '';
    expect(key.length).toBeGreaterThan(20);
    for (const secret of [key, 'PRIVATE KEY', world.gateway.admin.token, world.folder, import.meta.dirname, 'secret']) {
      expect(all).not.toContain(secret);
    }
    expect(all).not.toMatch(/node:|node_modules|\.[tj]s:\d+|^\s+at /m);
  });

  it('nor does a server get to see the proxy’s headers', async () => {
    const origin = await httpOrigin(mirror);
    const world = await openWorld({ app: { rules: LAX }, resolve: { [HOST]: origin.port } });
    const bytes = [
      `GET http://${HOST}/ HTTP/1.1`,
      `Host: ${HOST}`,
      'Proxy-Connection: keep-alive',
      'Proxy-Foo: secret',
      'Connection: close, X-Hop',
      'X-Hop: secret',
      'X-Mpgate-Timeout: 5000',
      'X-Mpgate-Api: request',
      '',
      '',
    ];
    const text = await exchangeRaw(await dial(world), bytes.join('\r\n'));
    expect(answersIn(text)[0]?.status).toBe(200);
    expect(text).not.toMatch(/secret|proxy-|mpgate/i);
  });
});

it('a client that takes nothing of a large answer makes the gate hold no more than its buffers', async () => {
  const size = 200_000_000;
  let sent = 0;
  const origin = await httpsOrigin((_, response) => {
    response.writeHead(200, { 'content-length': size });
    const chunk = Buffer.alloc(1_000_000);
    const go = () => {
      while (sent < size && !response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', go);
      }
    };
    go();
  });
  const world = await openWorld({ app: { rules: LAX }, resolve: { [HOST]: origin.port } });
  const client = await dial(world);
  client.pause();
  client.write(`GET https://${HOST}/ HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`);
  await until('the server has begun', () => sent > 0);
  let before = -1;
  await until('nothing more is taken', async () => {
    const still = before === sent;
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return still;
  });
  // What loopback sockets hold on four ends, and each end's stream.
  expect(sent).toBeLessThan(40_000_000);
  client.destroy();
  await once(client, 'close');
});
