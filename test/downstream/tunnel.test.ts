import { once } from 'node:events';
import type { Socket } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { FlowRecord } from '../../src/events/record.ts';
import { ask, dial, exchangeRaw, Refused, secureTunnel, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { httpsOrigin, mirror, tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { APPID, openWorld, SHOP, trustedCa, type World } from '../support/world.ts';
import { until } from '../upstream/turns.ts';

const OTHER = 'wxfedcba9876543210';
const theirs = { appid: OTHER, domains: { request: ['https://other.test'] } };
const frame = (appid: string) => `https://appservice.qq.com/${appid}/0/page-frame.html`;
const parrot = () => tcpOrigin((socket: Socket) => void socket.on('data', (chunk) => socket.write(chunk)));

const refusal = (world: World, target: string, options = {}): Promise<Refused> =>
  tunnel(world, target, options).then(
    () => Promise.reject(new Error('the tunnel is open')),
    (error: unknown) => (error instanceof Refused ? error : Promise.reject(error)),
  );

/** The flow to a host, once it has ended. */
const flowOf = async (world: World, host: string): Promise<FlowRecord> => {
  for (;;) {
    const flow = (await world.flows()).find((one) => one.host === host && one.end !== null);
    if (flow) return flow;
  }
};

describe('the answer to CONNECT', () => {
  it('is 200 where the rules let it be, before anything is dialled', async () => {
    const { port, accepted } = await parrot();
    const world = await openWorld({ resolve: { 'api.shop.test': port } });
    const socket = await dial(world);
    socket.write('CONNECT api.shop.test:443 HTTP/1.1\r\nHost: api.shop.test:443\r\n\r\n');
    expect(String((await once(socket, 'data'))[0])).toBe('HTTP/1.1 200 Connection Established\r\n\r\n');
    expect(accepted()).toBe(0);
  });

  it.each([
    ['other.test:443', 'domain-allowlist'],
    ['a.api.shop.test:443', 'no-parent-domain'],
    ['127.0.0.1:443', 'no-localhost'],
    ['93.184.216.34:443', 'lan-address'],
    ['api.shop.test.evil.test:443', 'domain-allowlist'],
  ])('%s is a 403 by %s, with the whole refusal', async (target, rule) => {
    const world = await openWorld();
    const { status, head, body } = await refusal(world, target);
    expect(status).toBe(403);
    expect(head).toContain(`\r\nX-Mpgate-Rule: ${rule}`);
    expect(JSON.parse(body)).toMatchObject({ version: 1, rule, effect: 'error', errno: 600002, profile: 'tcsas' });
    const [flow] = await world.flows();
    expect(flow).toMatchObject({ kind: 'tunnel', url: target, end: { outcome: 'refused', how: 'connect' } });
  });

  it.each(['API.SHOP.TEST:443', 'api.shop.test.:443', 'api.shop.test:8443'])(
    '%s is 200: the same host',
    async (target) => {
      const world = await openWorld();
      (await tunnel(world, target)).destroy();
    },
  );

  it.each([
    'api.shop.test',
    'api.shop.test:',
    'api.shop.test:0',
    'api.shop.test:99999',
    'a b:443',
    'x@y:443',
    'a/b:443',
    `${'a'.repeat(300)}:443`,
  ])('%s is a 400: no authority', async (target) => {
    const world = await openWorld();
    const text = await exchangeRaw(await dial(world), `CONNECT ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(await world.flows()).toEqual([]);
  });

  it('inside a tunnel is a 501', async () => {
    const world = await openWorld();
    const text = await exchangeRaw(
      await secureTunnel(world, 'api.shop.test:443'),
      'CONNECT x.test:443 HTTP/1.1\r\nHost: x\r\n\r\n',
    );
    expect(text).toMatch(/^HTTP\/1\.1 501 /);
  });
});

describe('whose rules a tunnel is held to', () => {
  it('the proxy user’s, if it names one', async () => {
    const world = await openWorld({ apps: [{}, theirs] });
    (await tunnel(world, 'other.test:443', { user: OTHER })).destroy();
    expect((await refusal(world, 'api.shop.test:443', { user: OTHER })).status).toBe(403);
    expect((await refusal(world, 'other.test:443', { user: APPID })).status).toBe(403);
  });

  it('nobody’s, if the proxy user is no app: 407 says which there are', async () => {
    const world = await openWorld();
    const { status, head, body } = await refusal(world, 'api.shop.test:443', { user: 'wx-slip' });
    expect([status, JSON.parse(body).loaded]).toEqual([407, [APPID]]);
    expect(head).toMatch(/\r\nProxy-Authenticate: Basic realm=/);
  });

  it('any app’s, if none is named: then the referer of each request says whose', async () => {
    const { port } = await httpsOrigin(mirror);
    const [mine, up] = [{ request: ['https://api.shop.test'] }, { request: ['https://up.shop.test'] }];
    const apps = [{ domains: mine }, { appid: OTHER, domains: up }];
    const world = await openWorld({ apps, gate: { block: 'explain' }, resolve: { 'up.shop.test': port } });
    const get = (headers = {}) =>
      ask(world, 'https://up.shop.test/', { headers: { 'content-type': 'application/json', ...headers } });
    expect((await get({ referer: frame(OTHER) })).status).toBe(200);
    for (const headers of [{}, { referer: frame(APPID) }, { referer: frame('wx0000000000000000') }]) {
      const refused = await get(headers);
      expect([refused.status, refused.headers['x-mpgate-rule']]).toEqual([403, 'domain-allowlist']);
    }
    expect((await refusal(world, 'nobodys.test:443')).status).toBe(403);
  });
});

describe('a tunnel that is not decrypted', () => {
  const bytes = Buffer.from(Array.from({ length: 4096 }, (_, i) => i % 256));

  it('to a bypassed host passes byte for byte, whoever’s list it is not on', async () => {
    const { port } = await parrot();
    const world = await openWorld({ gate: { bypass: ['*.phone.test'] }, resolve: { 'push.phone.test': port } });
    const socket = await tunnel(world, 'push.phone.test:5223');
    socket.write(bytes);
    const echoed: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => echoed.push(chunk));
    await until(() => Buffer.concat(echoed).length === bytes.length);
    expect(Buffer.concat(echoed)).toEqual(bytes);
    socket.end();
    await once(socket, 'close');
    const [flow] = await world.flows();
    expect(flow?.end).toMatchObject({
      outcome: 'completed',
      spliced: 'bypassed: the host is on the bypass list',
      bytesUp: 4096,
      bytesDown: 4096,
    });
  });

  it('`decrypt: always` knows no bypass', async () => {
    const world = await openWorld({ gate: { bypass: ['push.phone.test'], decrypt: 'always' } });
    expect((await refusal(world, 'push.phone.test:443')).status).toBe(403);
  });

  it('`decrypt: never` passes it to the server as it is, the verdict on the tunnel told', async () => {
    const { port } = await tlsOrigin((socket) => void socket.end('from the server itself'));
    const world = await openWorld({ gate: { decrypt: 'never' }, resolve: { 'api.shop.test': port } });
    const socket = await tunnel(world, 'api.shop.test:443');
    const tls = connectTls({ socket, servername: 'api.shop.test', ca: trustedCa().cert });
    expect(await textOf(tls)).toBe('from the server itself');
    expect(tls.authorized).toBe(true);
    expect((await refusal(world, 'other.test:443')).status).toBe(403);
    const spliced = await flowOf(world, 'api.shop.test');
    expect(spliced.verdicts.map(({ stage }) => stage)).toEqual(['tunnel', 'dial']);
    expect(spliced.verdicts[0]?.passed).toContain('domain-allowlist');
    expect(spliced.end).toMatchObject({ outcome: 'completed', spliced: 'not decrypted: decrypt is "never"' });
  });

  it('is the app’s that allows it, where no app is named', async () => {
    const { port } = await parrot();
    const world = await openWorld({ apps: [{}, theirs], gate: { decrypt: 'never' }, resolve: { 'other.test': port } });
    const socket = await tunnel(world, 'other.test:443');
    socket.resume().end(clientHello('other.test'));
    await once(socket, 'close');
    expect((await flowOf(world, 'other.test')).appid).toBe(OTHER);
  });

  it('to a server that is not there is a 502 with the system’s code', async () => {
    const { port, server } = await parrot();
    server.close();
    const world = await openWorld({ gate: { bypass: ['push.phone.test'] }, resolve: { 'push.phone.test': port } });
    const { status, head } = await refusal(world, 'push.phone.test:443');
    expect([status, head]).toEqual([502, expect.stringContaining('X-Mpgate-Failure: ECONNREFUSED')]);
  });

  it('into the gate itself is a 403', async () => {
    const world = await openWorld({ gate: { bypass: ['self.test'] }, resolve: { 'self.test': '127.0.0.1' } });
    const { status, head } = await refusal(world, `self.test:${world.port}`);
    expect([status, head]).toEqual([403, expect.stringContaining('X-Mpgate-Rule: upstream-address')]);
  });

  it('leaves the count of the client’s connections right', async () => {
    const { port, open } = await parrot();
    const gate = { bypass: ['push.phone.test'], limits: { connectionsPerClient: 2 } };
    const world = await openWorld({ gate, resolve: { 'push.phone.test': port } });
    for (let i = 0; i < 5; i += 1) {
      const socket = await tunnel(world, 'push.phone.test:443');
      socket.end();
      await once(socket.resume(), 'close');
      await until(() => open() === 0 && world.gateway.listeners[0]?.connections() === 0);
    }
  });
});

it('the shop’s lists are the tunnel’s too, for any API', async () => {
  const world = await openWorld();
  for (const [host = ''] of Object.values(SHOP)) {
    (await tunnel(world, `${host.replace(/^\w+:\/\//, '')}:443`)).destroy();
  }
});
