/** Clients of SOCKS5: curl, Python and the npm package `socks`, over TCP and UDP. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { SocksClient } from 'socks';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exchangeRaw } from '../support/client.ts';
import { itNeeds } from '../support/needs.ts';
import { httpsOrigin, mirror, tcpOrigin } from '../support/origin.ts';
import { run } from '../support/run.ts';
import { take } from '../support/socks.ts';
import { udpEcho, udpEnd } from '../support/udp.ts';
import { until } from '../support/until.ts';
import { APPID, openWorld, SHOP, type World, type WorldOptions } from '../support/world.ts';

const OTHER = 'wxfedcba9876543210';
const REFERER = `https://appservice.qq.com/${APPID}/0/page-frame.html`;
const GET = 'GET / HTTP/1.1\r\nHost: api.shop.test\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n';
/** curl's "proxy handshake failed". */
const PROXY = 97;
/** Addresses for documentation (RFC 5737, RFC 3849), mapped to this machine. */
const [V4, V6] = ['198.51.100.9', '2001:db8::9'];

const shop = async (options: WorldOptions = {}): Promise<World> => {
  const { port } = await httpsOrigin(mirror);
  return openWorld({ resolve: { 'api.shop.test': port, [V4]: port, [V6]: port }, ...options });
};

const curl = async (world: World, how: string, url: string, ...args: string[]) => {
  const at = `127.0.0.1:${world.port}`;
  const fixed = ['-q', '--silent', '--max-time', '20', '--cacert', world.caFile];
  const { code, stdout } = await run('curl', [...fixed, how, at, ...args, url]);
  return { code, stdout };
};

describe('curl', () => {
  itNeeds('curl')('--socks5-hostname reaches an allowed host by name, with the referer put in', async () => {
    const world = await shop();
    const { code, stdout } = await curl(world, '--socks5-hostname', 'https://api.shop.test/goods');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { url: '/goods', headers: { referer: REFERER } }]);
  });

  itNeeds('curl')('--socks5-hostname with a user name is judged as that app', async () => {
    const theirs = { appid: OTHER, domains: { request: ['https://other.test'] } };
    const world = await shop({ apps: [{}, theirs] });
    const as = (user: string) =>
      curl(world, '--socks5-hostname', 'https://api.shop.test/', '--proxy-user', `${user}:x`);
    expect([(await as(APPID)).code, (await as(OTHER)).code, (await as('wx-slip')).code]).toEqual([0, PROXY, PROXY]);
  });

  itNeeds('curl')('--socks5-hostname to a host of no list is refused by the proxy', async () => {
    const { code } = await curl(await shop(), '--socks5-hostname', 'https://other.test/');
    expect(code).toBe(PROXY);
  });

  itNeeds('curl')('--socks5 has looked the name up itself: an address is refused, of either kind', async () => {
    const world = await shop();
    for (const address of [V4, `[${V6}]`]) {
      const found = ['--resolve', `api.shop.test:443:${address}`];
      expect((await curl(world, '--socks5', 'https://api.shop.test/', ...found)).code).toBe(PROXY);
    }
    const flows = await world.flows();
    expect(flows.map(({ host }) => host)).toEqual([V6, V4]);
  });

  itNeeds('curl')('--socks5 to an address that the rules let be arrives, of either kind', async () => {
    const off = {
      'no-ip-literal': 'off',
      'lan-address': 'off',
      'host-matches-tunnel': 'warn',
      'domain-per-api': 'off',
    };
    const world = await shop({ app: { rules: off } });
    for (const address of [V4, `[${V6}]`]) {
      const found = ['--resolve', `api.shop.test:443:${address}`];
      // No certificate here names these addresses: that the gate asked the server for one shows that it went there.
      await curl(world, '--socks5', 'https://api.shop.test/', ...found);
    }
    const judged = (await world.flows()).map(({ host, verdicts }) => [
      host,
      verdicts.some(({ stage }) => stage === 'peer'),
    ]);
    expect(judged).toEqual([
      [V6, true],
      [V4, true],
    ]);
  });
});

describe('the package `socks`', () => {
  const open = (world: World, host: string, port: number, userId?: string): Promise<Socket> =>
    SocksClient.createConnection({
      command: 'connect',
      proxy: { host: '127.0.0.1', port: world.port, type: 5, ...(userId ? { userId, password: 'x' } : {}) },
      destination: { host, port },
    }).then(({ socket }) => socket.on('error', () => {}));

  it('carries TLS to an allowed host', async () => {
    const world = await shop();
    const socket = await open(world, 'api.shop.test', 443, APPID);
    const tls = connectTls({ socket, ca: world.ca, servername: 'api.shop.test' });
    await once(tls, 'secureConnect');
    expect(await exchangeRaw(tls, GET)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each(['tcp.shop.test', V4, V6])('carries a TCP socket to %s', async (host) => {
    const { port } = await tcpOrigin((socket) => void socket.on('data', (chunk) => socket.write(chunk)));
    const lenient = { 'no-ip-literal': 'off', 'lan-address': 'off', 'tcp-destination': 'warn' };
    const rules = host === 'tcp.shop.test' ? {} : lenient;
    const domains = { ...SHOP, tcp: ['tcp://tcp.shop.test'] };
    const world = await openWorld({ app: { domains, rules }, resolve: { [host]: port } });
    const socket = await open(world, host, 7000);
    socket.write('\u0000ping');
    expect(String(await take(socket, 5))).toBe('\u0000ping');
    socket.destroy();
  });

  it.each(['other.test', '127.0.0.1', '::1', V4])('is told that %s is not allowed', async (host) => {
    await expect(open(await shop(), host, 443)).rejects.toThrow(/NotAllowed/);
  });

  it('is told that its user is unknown', async () => {
    await expect(open(await shop(), 'api.shop.test', 443, 'wx-slip')).rejects.toThrow(/authentication failed/i);
  });
});

const SHOP_UDP = { ...SHOP, udp: ['udp://udp.shop.test'] };
/** An address as a destination is against other rules too. */
const LENIENT = { 'no-ip-literal': 'off', 'lan-address': 'off', 'udp-destination': 'warn' };

/** A shop with a UDP server, reached by IPv4 or IPv6. */
const udpShop = async (address = '127.0.0.1', rules = {}) => {
  const server = await udpEcho(address);
  const to = address.includes(':') ? `[${address}]:${server.port}` : server.port;
  const app = { domains: SHOP_UDP, rules };
  return { server, world: await openWorld({ app, resolve: { 'udp.shop.test': to, [V4]: to, [V6]: to } }) };
};

describe('the package `socks` over UDP', () => {
  /** An association and a datagram to the place; what comes back, when it does. */
  const sendTo = async (world: World, host: string) => {
    const client = await udpEnd();
    const association = new SocksClient({
      command: 'associate',
      proxy: { host: '127.0.0.1', port: world.port, type: 5 },
      destination: { host: '0.0.0.0', port: 0 },
    });
    const bound = once(association, 'established');
    association.connect();
    const [{ remoteHost, socket }] = await bound;
    onTestFinished(() => void socket.destroy());
    const frame = SocksClient.createUDPFrame({ remoteHost: { host, port: 5000 }, data: Buffer.from('ping') });
    client.socket.send(frame, remoteHost.port, remoteHost.host);
    return client;
  };

  it.each([
    ['udp.shop.test', '127.0.0.1'],
    ['udp.shop.test', '::1'],
    [V4, '127.0.0.1'],
    [V6, '::1'],
  ])('sends to %s at %s, and gets the answer', async (host, address) => {
    const { world } = await udpShop(address, host === 'udp.shop.test' ? {} : LENIENT);
    const client = await sendTo(world, host);
    const { data, remoteHost } = SocksClient.parseUDPFrame(await client.next());
    expect([String(data), remoteHost.port]).toEqual(['ping', 5000]);
  });

  it.each(['other.test', '127.0.0.1', '::1', V4, V6])('gets nothing from %s', async (host) => {
    const { world, server } = await udpShop();
    const client = await sendTo(world, host);
    await until('it is refused', async () => (await world.flows())[0]?.end?.outcome === 'refused');
    expect([client.came, server.came]).toEqual([[], []]);
  });
});

describe('Python', () => {
  const script = join(import.meta.dirname, 'python-socks.py');
  const python = async ({ port, caFile }: World, ...args: string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await run('/usr/bin/python3', [script, String(port), caFile, ...args]);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout);
  };
  const OK = 'HTTP/1.1 200 OK';

  itNeeds('python3')('fetches over TLS by name, with a user name and without', async () => {
    const world = await shop();
    expect(await python(world, 'tcp', 'api.shop.test', '443')).toEqual({ answer: 0, got: OK });
    expect(await python(world, 'tcp', 'api.shop.test', '443', APPID)).toEqual({ answer: 0, got: OK });
    expect(await python(world, 'tcp', 'api.shop.test', '443', 'wx-slip')).toEqual({
      answer: 'unknown user',
      got: null,
    });
  });

  itNeeds('python3')('is refused what it may not', async () => {
    const world = await shop();
    for (const host of ['other.test', '127.0.0.1', '::1', V4, V6]) {
      expect(await python(world, 'tcp', host, '443')).toEqual({ answer: 2, got: null });
    }
  });

  itNeeds('python3')('sends datagrams by name and by address', async () => {
    const { world } = await udpShop();
    expect(await python(world, 'udp', 'udp.shop.test', '5000')).toEqual({ answer: 0, got: 'ping' });
    expect(await python(world, 'udp', V4, '5000')).toEqual({ answer: 0, got: 'nothing' });
    const { world: lenient } = await udpShop('::1', LENIENT);
    expect(await python(lenient, 'udp', V6, '5000', APPID)).toEqual({ answer: 0, got: 'ping' });
  });
});
