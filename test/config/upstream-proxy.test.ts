import { describe, expect, it } from 'vitest';
import { parseUpstreamProxy, shownProxy } from '../../src/config/upstream-proxy.ts';

describe('the URL of a proxy', () => {
  it.each([
    ['http://proxy.test:3128', 'proxy.test', 3128, null],
    ['https://Proxy.TEST:443/', 'proxy.test', 443, null],
    ['socks5://[::1]:1080', '::1', 1080, null],
    ['http://anna:pa%40ss%3A@10.0.0.1:80', '10.0.0.1', 80, { user: 'anna', password: 'pa@ss:' }],
  ])('%s', (text, hostname, port, login) => {
    expect(parseUpstreamProxy(text)).toMatchObject({ authority: { hostname, port }, login });
  });

  it.each([
    ...['proxy.test:3128', 'http://proxy.test', 'socks4://proxy.test:1080', 'socks5h://proxy.test:1080', 'http://:80'],
    ...['http://p.test:0', 'http://p.test:1/path', 'http://a b:1', 'http://an%zz:x@p.test:1', 'http://anna@p.test:1'],
    ...[`http://${'u'.repeat(256)}:x@p.test:1`, 'http://an%3Ana:x@p.test:1', 'http://a:b@c:d@p.test:1', ''],
  ])('%j is none', (text) => {
    expect(parseUpstreamProxy(text)).toBeNull();
  });
});

it('is shown without its login', () => {
  expect(shownProxy('http://anna:secret@proxy.test:3128')).toBe('http://***@proxy.test:3128');
  expect(shownProxy('socks5://proxy.test:1080')).toBe('socks5://proxy.test:1080');
  expect(shownProxy('anna:secret')).toBe('(not shown)');
  expect(shownProxy(null)).toBeNull();
});
