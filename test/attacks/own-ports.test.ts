import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { answersIn } from '../support/answers.ts';
import { dial, exchangeRaw, secureTunnel, tunnel } from '../support/client.ts';
import { clientHello } from '../support/client-hello.ts';
import { tcpOrigin } from '../support/origin.ts';
import { CONNECT, GREETING, socks } from '../support/socks.ts';
import { until } from '../support/until.ts';
import { APPID, openWorld, SHOP, type World } from '../support/world.ts';

const HOST = 'api.shop.test';

/** Addresses that lead to this machine, or into a cloud's. */
const ADDRESSES = [
  '127.0.0.1',
  '127.1',
  '127.0.0.53',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '0',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  'localhost',
  'LOCALHOST',
  'localhost.',
  '169.254.169.254',
  '[fd00:ec2::254]',
  '[::ffff:169.254.169.254]',
  '100.100.100.200',
  ...Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).flatMap(({ address, family, internal }) => (internal || family !== 'IPv4' ? [] : [address])),
  ),
];

/** Not a rule but the guards may refuse anything here. */
const LAWLESS = {
  skipVerification: true,
  domains: { ...SHOP, tcp: [`tcp://${HOST}`] },
  rules: Object.fromEntries(
    [
      ...['domain-allowlist', 'domain-per-api', 'scheme-https-wss', 'no-ip-literal', 'no-localhost', 'lan-address'],
      ...['no-parent-domain', 'host-matches-tunnel', 'tcp-destination', 'port-exact', 'method', 'upstream-private'],
    ].map((rule) => [rule, 'off']),
  ),
};

/** The rule that refused, by the header that says so. */
const ruleIn = (text: string): string | undefined => /^X-Mpgate-Rule: (\S+)\r$/im.exec(text)?.[1];

/** Every way to ask for a place; each ends the connection. */
const ways: Readonly<Record<string, (world: World, place: string) => Promise<string>>> = {
  'CONNECT and TLS': async (world, place) => {
    const socket = await dial(world);
    return exchangeRaw(socket, `CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\n\r\n`);
  },
  'the absolute form': async (world, place) =>
    exchangeRaw(
      await dial(world),
      `GET http://${place}/healthz HTTP/1.1\r\nHost: ${place}\r\nConnection: close\r\n\r\n`,
    ),
  'a WebSocket in the absolute form': async (world, place) =>
    exchangeRaw(
      await dial(world),
      `GET http://${place}/ HTTP/1.1\r\nHost: ${place}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    ),
};

/** Kinds of address as SOCKS has them: what is no plain IPv4 or IPv6 address goes as a name. */
const socksTarget = (place: string): string => place.replace(/^\[([^\]]*\.[^\]]*)\]/, '$1');

describe('this machine and a cloud’s metadata', () => {
  it('are refused by a rule and not connected to, by SOCKS5', async () => {
    const world = await openWorld();
    const bait = await tcpOrigin(() => {});
    const came: Record<string, unknown> = {};
    for (const address of ADDRESSES) {
      const { code, socket } = await socks(world, CONNECT, socksTarget(`${address}:${bait.port}`));
      socket.destroy();
      came[address] = code;
    }
    expect(came).toEqual(Object.fromEntries(ADDRESSES.map((address) => [address, 2])));
    expect(bait.accepted()).toBe(0);
  });

  it.each(Object.entries(ways))('are refused by a rule and not connected to, by %s', async (_, ask) => {
    const world = await openWorld();
    const bait = await tcpOrigin(() => {});
    const came: Record<string, unknown> = {};
    for (const address of ADDRESSES) {
      const text = await ask(world, `${address}:${bait.port}`);
      came[address] = [answersIn(text)[0]?.status, ruleIn(text)];
    }
    const refused = [403, expect.stringMatching(/^(no-ip-literal|no-localhost|lan-address|domain-allowlist)$/)];
    expect(came).toEqual(Object.fromEntries(ADDRESSES.map((address) => [address, refused])));
    expect(bait.accepted()).toBe(0);
  });

  it('are refused where every other rule is off and verification skipped', async () => {
    const world = await openWorld({ app: LAWLESS });
    const bait = await tcpOrigin(() => {});
    const own = new Set(ADDRESSES.slice(ADDRESSES.indexOf('100.100.100.200') + 1));
    const came: Record<string, unknown> = {};
    for (const address of ADDRESSES) {
      // Another address of this machine is its business; only the gate's own ports are out of bounds there.
      const port = own.has(address) ? world.gateway.admin.port : bait.port;
      for (const way of ['the absolute form', 'a WebSocket in the absolute form']) {
        const text = (await ways[way]?.(world, `${address}:${port}`)) ?? '';
        came[`${way}: ${address}`] = [answersIn(text)[0]?.status, ruleIn(text)];
      }
    }
    expect(new Set(Object.values(came).map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify([502, 'upstream-address'])]),
    );
    expect(bait.accepted()).toBe(0);
  });
});

interface Ports {
  readonly proxy: number;
  readonly admin: number;
  readonly second: number;
}

describe('the gate’s own ports', () => {
  /** A gate whose ports are known before it opens, so that names can be mapped to them. */
  const openKnown = async (gate: object, to: (ports: Ports) => string) => {
    const free = await Promise.all([tcpOrigin(() => {}), tcpOrigin(() => {}), tcpOrigin(() => {})]);
    const [proxy = 0, admin = 0, second = 0] = free.map(({ port }) => port);
    await Promise.all(free.map(({ server }) => new Promise((resolve) => server.close(resolve))));
    const world = await openWorld({
      app: LAWLESS,
      gate: {
        listen: { host: '127.0.0.1', port: proxy },
        admin: { port: admin },
        listeners: [{ port: second, app: APPID }],
        ...gate,
      },
      resolve: { [HOST]: to({ proxy, admin, second }), 'passed.test': to({ proxy, admin, second }) },
    });
    const connections = () => world.gateway.listeners.reduce((sum, listener) => sum + listener.connections(), 0);
    return { world, connections };
  };

  const mapped = [
    ['the proxy', ({ proxy }: Ports) => `127.0.0.1:${proxy}`],
    ['the proxy by 0.0.0.0', ({ proxy }: Ports) => `0.0.0.0:${proxy}`],
    ['the proxy by IPv6', ({ proxy }: Ports) => `[::1]:${proxy}`],
    ['the proxy by mapped IPv6', ({ proxy }: Ports) => `[::ffff:127.0.0.1]:${proxy}`],
    ['the proxy by another loopback address', ({ proxy }: Ports) => `127.9.9.9:${proxy}`],
    ['the admin port', ({ admin }: Ports) => `127.0.0.1:${admin}`],
    ['a second listener', ({ second }: Ports) => `127.0.0.1:${second}`],
  ] as const;

  it.each(mapped)('cannot be reached by a name that is mapped to %s', async (_, to) => {
    const { world } = await openKnown({}, (ports) => to(ports));
    const bytes = `GET / HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`;
    for (const open of [secureTunnel, tunnel]) {
      const text = await exchangeRaw(await open(world, `${HOST}:443`), bytes);
      expect([answersIn(text)[0]?.status, ruleIn(text)]).toEqual([502, 'upstream-address']);
    }
  });

  it.each([
    ['a request that is read', `GET / HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`, 'explain'],
    ['TLS', clientHello(HOST), 'cut'],
  ])('cannot be reached by a tunnel where nothing is decrypted and that carries %s', async (_, bytes, how) => {
    const { world, connections } = await openKnown({ decrypt: 'never' }, ({ proxy }) => `127.0.0.1:${proxy}`);
    await exchangeRaw(await tunnel(world, `${HOST}:443`), bytes);
    const end = { outcome: 'refused', how, cause: { rule: 'upstream-address' } };
    expect(await world.flows()).toMatchObject([{ end }]);
    await until('no connection is left', () => connections() === 0);
  });

  it('cannot be reached by a tunnel that is passed through because it is on the bypass list', async () => {
    const name = 'passed.test';
    const { world, connections } = await openKnown({ bypass: [name] }, ({ proxy }) => `127.0.0.1:${proxy}`);
    const text = await exchangeRaw(
      await dial(world),
      `CONNECT ${name}:443 HTTP/1.1\r\nHost: ${name}:443\r\n\r\nGET http://evil.test/ HTTP/1.1\r\n\r\n`,
    );
    expect([answersIn(text)[0]?.status, ruleIn(text)]).toEqual([403, 'upstream-address']);
    await until('no connection is left', () => connections() === 0);
    expect(await world.flows()).toHaveLength(1);
  });

  it('cannot be reached by SOCKS5, as a TCP socket or unread', async () => {
    const { world } = await openKnown({ bypass: ['passed.test'] }, ({ proxy }) => `127.0.0.1:${proxy}`);
    const unread = await socks(world, CONNECT, 'passed.test:443');
    expect(unread.code).toBe(2);
    const { socket, code } = await socks(world, CONNECT, `${HOST}:443`);
    expect(code).toBe(0);
    expect(await exchangeRaw(socket, GREETING)).toBe('');
    for (const { end } of await world.flows()) {
      expect(end).toMatchObject({ outcome: 'refused', cause: { rule: 'upstream-address' } });
    }
  });

  it('cannot be reached by a TCP socket', async () => {
    const { world } = await openKnown({}, ({ admin }) => `127.0.0.1:${admin}`);
    expect(await exchangeRaw(await tunnel(world, `${HOST}:443`), '\x05\x01\x00')).toBe('');
    expect((await world.flows())[0]?.end).toMatchObject({ outcome: 'refused', cause: { rule: 'upstream-address' } });
  });
});
