/** Clients of SOCKS5: curl and the npm package `socks`. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { SocksClient } from 'socks';
import { describe, expect, it } from 'vitest';
import { exchangeRaw } from '../support/client.ts';
import { itNeeds } from '../support/needs.ts';
import { httpsOrigin, mirror, tcpOrigin } from '../support/origin.ts';
import { run } from '../support/run.ts';
import { take } from '../support/socks.ts';
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
