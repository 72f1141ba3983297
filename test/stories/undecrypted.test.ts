/** Where nothing is decrypted, all that needs no decryption holds. */
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { helloRecord, writeClientHello } from '../../src/probe/client-hello.ts';
import { exchangeRaw, Refused, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { tcpOrigin } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { openWorld, SHOP, type World } from '../support/world.ts';

const HOST = 'api.shop.test';
const HELLO = clientHello(HOST);

/** A gate that decrypts nothing, and a server for the shop, which gives back what it gets. */
const shop = async (app: object): Promise<World> => {
  const { port } = await tcpOrigin((socket) => void socket.pipe(socket));
  return openWorld({
    app,
    gate: { decrypt: 'never', bypass: ['passed.shop.test'] },
    resolve: { '*.shop.test': port },
  });
};

/** The only flow, when it is over. */
const overIn = async (world: World) => {
  await until('the flow is over', async () => (await world.flows())[0]?.end !== null);
  const [flow] = await world.flows();
  return flow;
};

it.each([
  ['domain-allowlist', 'other.shop.test:443', {}],
  ['no-parent-domain', 'a.api.shop.test:443', {}],
  ['no-ip-literal', '11.0.0.9:443', {}],
  ['lan-address', '11.0.0.9:443', {}],
  ['no-localhost', 'localhost:443', {}],
  ['port-exact', 'api.shop.test:8443', { profile: 'tcsas-2024' }],
  ['forbidden-domain', 'api.weixin.qq.com:443', { profile: 'wechat' }],
])('%s refuses a tunnel to %s', async (rule, target, app) => {
  const world = await shop(app);
  await expect(tunnel(world, target)).rejects.toThrow(Refused);
  const [flow] = await world.flows();
  const broken = flow?.verdicts.flatMap(({ violations }) => violations.map((violation) => violation.rule));
  expect([flow?.end?.outcome, broken]).toEqual(['refused', expect.arrayContaining([rule])]);
});

const TCP = { domains: { ...SHOP, tcp: ['tcp://tcp.shop.test'] } };
const GET = `GET / HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`;
const NAMELESS = helloRecord(
  writeClientHello({ version: 'TLSv1.2', random: Buffer.alloc(32, 4), servername: null, suites: [0xc02f] }),
);
const SPLICED = { outcome: 'completed', spliced: 'not decrypted: decrypt is "never"' };

describe('a tunnel is judged by its first bytes, which arrive as they are if they may', () => {
  it.each([
    ['TLS for its host', HOST, [HELLO], SPLICED],
    ['TLS for its host, in pieces', HOST, [HELLO.subarray(0, 3), HELLO.subarray(3, 60), HELLO.subarray(60)], SPLICED],
    ['TLS for its host with more behind', HOST, [Buffer.concat([HELLO, Buffer.alloc(100_000, 7)])], SPLICED],
    ['TLS that names no host', HOST, [NAMELESS], SPLICED],
    ['a TCP socket to a host for it', 'tcp.shop.test', [Buffer.from('ssh-2.0-hello')], { outcome: 'completed' }],
    ['TLS for another host, to one that is bypassed', 'passed.shop.test', [HELLO], { outcome: 'completed' }],
    ['half a handshake, to one that is bypassed', 'passed.shop.test', [HELLO.subarray(0, 9)], { outcome: 'completed' }],
  ])('%s', async (_, host, pieces, end) => {
    const world = await shop(TCP);
    const socket = await tunnel(world, `${host}:443`);
    const [first, ...others] = pieces;
    socket.write(first ?? '');
    const came = exchangeRaw(socket, Buffer.concat(others));
    socket.end();
    expect(await came).toBe(Buffer.concat(pieces).toString('latin1'));
    expect((await overIn(world))?.end).toMatchObject(end);
  });

  it.each([
    ['host-matches-tunnel', 'TLS for another host', clientHello('cdn.shop.test')],
    ['tcp-destination', 'what is no TLS', Buffer.from('ssh-2.0-hello')],
    ['tcp-destination', 'what begins as TLS does and goes on otherwise', Buffer.from('\u0016 no TLS')],
  ])('%s cuts %s', async (rule, _, bytes) => {
    const world = await shop({});
    const socket = await tunnel(world, `${HOST}:443`);
    expect(await exchangeRaw(socket, bytes)).toBe('');
    const end = { outcome: 'refused', how: 'cut', cause: { rule }, bytesUp: 0 };
    expect((await overIn(world))?.end).toMatchObject(end);
  });

  it('scheme-https-wss refuses plain HTTP, which is read', async () => {
    const world = await shop({});
    const text = await exchangeRaw(await tunnel(world, `${HOST}:443`), GET);
    expect(text).toMatch(/^HTTP\/1\.1 403 .*\r\nX-Mpgate-Rule: scheme-https-wss\r\n/s);
  });

  it('a client that is silent hears a server that greets first, where only TCP sockets go', async () => {
    const { port } = await tcpOrigin((socket) => void socket.write('hello'));
    const world = await openWorld({ app: TCP, gate: { decrypt: 'never' }, resolve: { 'tcp.shop.test': port } });
    const socket = await tunnel(world, 'tcp.shop.test:25');
    expect(String((await once(socket, 'data'))[0])).toBe('hello');
    socket.destroy();
  });

  it('a client that does not finish its first message is told of, and reaches nobody', async () => {
    const world = await shop({});
    const socket = await tunnel(world, `${HOST}:443`);
    socket.end(HELLO.subarray(0, 60));
    await once(socket.resume(), 'close');
    expect((await overIn(world))?.end).toMatchObject({ outcome: 'failed', code: 'CLIENT_TLS' });
  });

  it('the report says what was asked, and what half an answer leaves open', async () => {
    const world = await shop({});
    const socket = await tunnel(world, `${HOST}:443`);
    socket.end(HELLO);
    await once(socket.resume(), 'close');
    await overIn(world);
    const row = (rule: string) => world.gateway.report().rules.find((one) => one.rule === rule);
    expect(row('scheme-https-wss')?.state).toBe('pass');
    const reason = expect.stringMatching(/names the host, and no Host header/);
    expect(row('host-matches-tunnel')).toMatchObject({ state: 'not-checkable', reason });
  });
});

it('background-blocked cuts a tunnel to a listed host', async () => {
  const world = await shop({});
  await world.tell({ foreground: false });
  expect(await exchangeRaw(await tunnel(world, `${HOST}:443`), HELLO)).toBe('');
  const refused = { outcome: 'refused', how: 'cut', cause: { rule: 'background-blocked' } };
  expect((await overIn(world))?.end).toMatchObject(refused);
});

it('upstream-address cuts a tunnel to a listed host that leads to the gate itself', async () => {
  const world = await openWorld({
    app: { domains: { request: ['https://own.shop.test'] } },
    gate: { decrypt: 'never' },
    resolve: { 'own.shop.test': '127.0.0.1' },
  });
  const socket = await tunnel(world, `own.shop.test:${world.port}`);
  expect(await exchangeRaw(socket, clientHello('own.shop.test'))).toBe('');
  const refused = { outcome: 'refused', how: 'cut', cause: { rule: 'upstream-address' } };
  expect((await overIn(world))?.end).toMatchObject(refused);
});

it('a listed host passes', async () => {
  const world = await shop({});
  (await tunnel(world, 'api.shop.test:443')).destroy();
});
