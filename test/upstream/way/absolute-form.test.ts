import { expect, it } from 'vitest';
import { absoluteForm } from '../../../src/upstream/way/absolute-form.ts';
import { authorityOf } from '../../support/facts.ts';

const proxy = {
  scheme: 'http',
  authority: authorityOf('proxy.test:3128'),
  login: { user: 'anna', password: 'sesame' },
  shown: 'http://***@proxy.test:3128',
} as const;

it.each([
  ['api.shop.test', 80, 'http://api.shop.test'],
  ['api.shop.test', 8080, 'http://api.shop.test:8080'],
  ['2001:db8::1', 80, 'http://[2001:db8::1]'],
])('%s, port %d, is asked for as %s', (host, port, origin) => {
  const { fields, ...form } = absoluteForm(host, port, proxy, 'mpgate-1');
  expect([form.origin, fields]).toEqual([
    origin,
    'Proxy-Authorization: Basic YW5uYTpzZXNhbWU=\r\nVia: 1.1 mpgate-1\r\n',
  ]);
});

it('an answer that asks for a proxy’s login is the proxy’s', () => {
  const { check } = absoluteForm('api.shop.test', 80, proxy, 'mpgate-1');
  for (const status of [200, 401, 403, 502]) check(status, '');
  expect(() => check(407, 'No')).toThrow(expect.objectContaining({ code: 'UPSTREAM_PROXY_407' }));
});
