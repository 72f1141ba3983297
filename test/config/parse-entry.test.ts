import { expect, it } from 'vitest';
import { parseEntry } from '../../src/config/parse-entry.ts';

const name = (hostname: string) => ({ hostname, kind: 'name' });

it.each([
  ['https://api.shop.test', 'https', 'api.shop.test', name('api.shop.test'), null, false],
  ['HTTPS://API.Shop.Test', 'https', 'api.shop.test', name('api.shop.test'), null, false],
  ['wss://ws.shop.test:9443', 'wss', 'ws.shop.test', name('ws.shop.test'), 9443, false],
  ['api.shop.test', null, 'api.shop.test', name('api.shop.test'), null, false],
  ['api.shop.test:80', null, 'api.shop.test', name('api.shop.test'), 80, false],
  ['https://图片.test', 'https', '图片.test', name('xn--wcsw84d.test'), null, false],
  ['https://api.shop.test.', 'https', 'api.shop.test.', name('api.shop.test'), null, false],
  ['https://[::1]:8443', 'https', '::1', { hostname: '::1', kind: 'ipv6' }, 8443, false],
  ['https://2130706433', 'https', '2130706433', { hostname: '127.0.0.1', kind: 'ipv4' }, null, false],
  ['https://api.shop.test/', 'https', 'api.shop.test', name('api.shop.test'), null, true],
  ['https://api.shop.test/v1?q', 'https', 'api.shop.test', name('api.shop.test'), null, true],
  ['https://user@api.shop.test', 'https', 'api.shop.test', name('api.shop.test'), null, true],
  ['https://api.shop.test@evil.test', 'https', 'evil.test', name('evil.test'), null, true],
  ['https://evil.test\\@api.shop.test', 'https', 'evil.test', name('evil.test'), null, true],
  ['https://api.shop.test:', 'https', 'api.shop.test', name('api.shop.test'), null, true],
  ['https://*.shop.test', 'https', '*.shop.test', null, null, false],
  ['https://api.shop.test:70000', 'https', 'api.shop.test', null, 70000, false],
  ['https://', 'https', '', null, null, false],
  ['', null, '', null, null, false],
])('%s', (value, scheme, rawHost, host, port, surplus) => {
  expect(parseEntry('request', value, 3)).toEqual({
    list: 'request',
    value,
    scheme,
    rawHost,
    host,
    port,
    surplus,
    index: 3,
  });
});

it.each([' https://api.shop.test', 'https://api.shop.test\n', 'https://api shop.test'])(
  '%j has white space',
  (value) => {
    expect(parseEntry('request', value, 0).surplus).toBe(true);
  },
);
