import { expect, it } from 'vitest';
import { portExact } from '../../../src/rules/tunnel/port-exact.ts';
import { ask, askWord, certainly, tunnelTo, unread } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const [call, socket] = [certainly('request'), certainly('connectSocket')];

it.each([
  ['tcsas-2024', 'api.shop.test', call, 'pass'],
  ['tcsas-2024', 'api.shop.test:8443', call, 'fail'],
  ['tcsas-2024', 'alt.shop.test:8443', call, 'pass'],
  ['tcsas-2024', 'alt.shop.test', call, 'fail'],
  ['tcsas-2024', 'alt.shop.test:9091', call, 'fail'],
  ['tcsas-2024', 'wsalt.shop.test:9443', socket, 'pass'],
  ['tcsas-2024', 'wsalt.shop.test', socket, 'fail'],
  ['tcsas-2024', 'alt.shop.test:8443', unread, 'pass'],
  ['tcsas-2024', 'alt.shop.test', unread, 'fail'],
  ['tcsas-2024', 'ws.shop.test:8443', call, 'n/a'],
  ['tcsas-2024', 'other.test:8443', call, 'n/a'],
  ['tcsas-2024', '192.168.1.30:828', call, 'n/a'],
  ['tcsas-2024', 'tcp.shop.test:5000', certainly('tcp'), 'n/a'],
  ['wechat', 'ws.shop.test:8443', socket, 'fail'],
  ['wechat-current', 'ws.shop.test:8443', socket, 'n/a'],
  ['wechat-current', 'api.shop.test:8443', call, 'fail'],
  ['tcsas', 'api.shop.test:8443', call, 'n/a'],
  ['tcsas-game', 'ws.shop.test:8443', socket, 'n/a'],
] as const)('%s, %s, %o: %s', (profile, to, api, expected) => {
  expect(askWord(portExact, 'tunnel', tunnelTo({ to, api }), policyOf({ profile }))).toBe(expected);
});

it.each([
  ['http', 'api.shop.test:80', 'pass'],
  ['http', 'api.shop.test:443', 'fail'],
  ['http', 'api.shop.test:8080', 'fail'],
  ['https', 'api.shop.test:80', 'fail'],
  [null, 'api.shop.test:80', 'fail'],
] as const)('over %s the usual port of %s: %s', (scheme, to, expected) => {
  const facts = tunnelTo({ to, scheme, api: call });
  expect(askWord(portExact, 'tunnel', facts, policyOf({ profile: 'tcsas-2024' }))).toBe(expected);
});

it('names every port that is allowed', () => {
  const domains = { request: ['https://a.test', 'https://a.test:8443'] };
  const policy = policyOf({ profile: 'tcsas-2024', domains });
  expect(ask(portExact, 'tunnel', tunnelTo({ to: 'a.test:9000' }), policy)).toBe(
    'a.test may be reached at port 443 or 8443 only, not at 9000.',
  );
});
