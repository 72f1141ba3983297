import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/rules/parse-query.ts';

describe('parseQuery', () => {
  it.each([
    ['https://api.shop.test/', 'https', 'api.shop.test', 443, null, null],
    ['HTTPS://API.shop.test', 'https', 'api.shop.test', 443, null, null],
    ['https://api.shop.test:443/', 'https', 'api.shop.test', 443, 443, null],
    ['http://api.shop.test:80/', 'http', 'api.shop.test', 80, 80, null],
    ['https://api.shop.test:/', 'https', 'api.shop.test', 443, null, null],
    ['https://api.shop.test:08443?a:1', 'https', 'api.shop.test', 8443, 8443, null],
    ['https://api.shop.test@evil.test:81/', 'https', 'evil.test', 81, 81, null],
    ['https://evil.test\\@api.shop.test:81/', 'https', 'evil.test', 443, null, null],
    ['https://evil.test#@api.shop.test:81/', 'https', 'evil.test', 443, null, null],
    ['https://a:81@b.test/', 'https', 'b.test', 443, null, null],
    ['https://%61pi.shop.test/', 'https', 'api.shop.test', 443, null, null],
    ['ht\ntps://api.sh\top.test:4\t43/', 'https', 'api.shop.test', 443, 443, null],
    ['  https://api.shop.test/  ', 'https', 'api.shop.test', 443, null, null],
    ['https:///api.shop.test:443/', 'https', 'api.shop.test', 443, 443, null],
    ['https://2130706433/', 'https', '127.0.0.1', 443, null, null],
    ['https://[::1]:8443/', 'https', '::1', 8443, 8443, null],
    ['wss://ws.shop.test/chat', 'wss', 'ws.shop.test', 443, null, 'connectSocket'],
    ['ws://ws.shop.test/chat', 'ws', 'ws.shop.test', 80, null, 'connectSocket'],
    ['udp://udp.shop.test:5000', 'udp', 'udp.shop.test', 5000, 5000, 'udp'],
    ['tcp://TCP.shop.test:80', 'tcp', 'tcp.shop.test', 80, 80, 'tcp'],
  ])('%j', (url, scheme, hostname, port, writtenPort, impliedApi) => {
    expect(parseQuery(url)).toMatchObject({ scheme, authority: { hostname, port }, writtenPort, impliedApi });
  });

  it.each([
    '',
    'api.shop.test',
    '//api.shop.test/',
    'https:api.shop.test',
    'https://',
    'ftp://api.shop.test/',
    'constructor://api.shop.test:1/',
    'https://api.shop.test:65536/',
    'https://api.shop.test:0/',
    'https://xn--99999999/',
    'https://a b/',
    'https://*.shop.test/',
    'udp://udp.shop.test',
    'tcp://tcp.shop.test/',
  ])('%j is none', (url) => {
    expect(parseQuery(url)).toBeNull();
  });
});
