import { runInNewContext } from 'node:vm';
import { createPacResolver } from 'pac-resolver';
import { QuickJS } from 'quickjs-wasi';
import { expect, it } from 'vitest';
import { type Direct, pacText } from '../../src/onboarding/pac.ts';

const GATE = { address: '192.168.1.20', port: 8080 };
const direct: Direct = {
  patterns: ['servicewechat.com', '*.push.apple.com', '*.shop.test'],
  but: ['api.shop.test'],
};

const find = (url: string, text = pacText(GATE, direct)): string =>
  runInNewContext(`${text}\nFindProxyForURL(url, host)`, { url, host: new URL(url).hostname });

it.each([
  ['https://other.test/', 'PROXY 192.168.1.20:8080'],
  ['http://mpgate.test/', 'PROXY 192.168.1.20:8080'],
  ['https://servicewechat.com/', 'DIRECT'],
  ['https://a.servicewechat.com/', 'PROXY 192.168.1.20:8080'],
  ['https://1-courier.push.apple.com/', 'DIRECT'],
  ['https://push.apple.com/', 'PROXY 192.168.1.20:8080'],
  ['https://xpush.apple.com/', 'PROXY 192.168.1.20:8080'],
  ['https://img.shop.test/', 'DIRECT'],
  ['https://api.shop.test/', 'PROXY 192.168.1.20:8080'],
  ['http://192.168.1.20:8080/proxy.pac', 'DIRECT'],
  ['http://192.168.1.20:8081/', 'PROXY 192.168.1.20:8080'],
  ['http://192.168.1.20/', 'PROXY 192.168.1.20:8080'],
])('%s: %s', (url, way) => {
  expect(find(url)).toBe(way);
});

it('leads nothing past a gate that was reached by IPv6, and puts it in brackets', () => {
  const text = pacText({ address: 'fd00::1', port: 8080 }, { patterns: [], but: [] });
  expect(find('https://servicewechat.com/', text)).toBe('PROXY [fd00::1]:8080');
});

it('lets no name out of its string', () => {
  const text = pacText(GATE, { patterns: ['a"; throw 1; "'], but: [] });
  expect(find('https://b.test/', text)).toBe('PROXY 192.168.1.20:8080');
});

it('is ECMAScript 3', () => {
  expect(pacText(GATE, direct)).not.toMatch(/=>|\b(let|const|class)\b|`/);
});

it('is read alike by pac-resolver: past the gate only what is on the list, and never an app’s own host', async () => {
  const resolve = createPacResolver(await QuickJS.create(), pacText(GATE, direct));
  const ways = async (hosts: readonly string[]) =>
    new Set(await Promise.all(hosts.map((host) => resolve(`https://${host}/`))));
  const passed = ['servicewechat.com', 'SERVICEWECHAT.com', '1-courier.push.apple.com', 'img.shop.test'];
  expect(await ways(passed)).toEqual(new Set(['DIRECT']));
  const brought = ['api.shop.test', 'API.shop.test', 'other.test', 'mpgate.test', 'a.servicewechat.com', '127.0.0.1'];
  expect(await ways(brought)).toEqual(new Set(['PROXY 192.168.1.20:8080']));
});
