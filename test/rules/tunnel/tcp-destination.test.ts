import { expect, it } from 'vitest';
import { tcpDestination } from '../../../src/rules/tunnel/tcp-destination.ts';
import { ask, askWord, certainly, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const domains = { tcp: ['tcp://tcp.shop.test'] };

it.each([
  ['tcsas', 'tcp', 'tcp.shop.test:5000', 'pass'],
  ['tcsas', 'tcp', 'x.shop.test:5000', 'fail'],
  ['tcsas', 'tcp', '192.168.1.30:5000', 'pass'],
  ['tcsas-game', 'tcp', 'tcp.shop.test:5000', 'fail'],
  ['wechat', 'tcp', '192.168.1.30:5000', 'fail'],
  ['wechat-current', 'tcp', 'tcp.shop.test:5000', 'pass'],
  ['wechat-current', 'tcp', 'tcp.shop.test:3306', 'fail'],
  ['wechat-current', 'tcp', '192.168.1.30:80', 'fail'],
  ['tcsas', 'udp', 'x.shop.test:5000', 'n/a'],
  ['tcsas', 'connectSocket', 'x.shop.test:5000', 'n/a'],
] as const)('%s, %s to %s: %s', (profile, api, to, expected) => {
  const facts = tunnelTo({ to, api: certainly(api) });
  expect(askWord(tcpDestination, 'tunnel', facts, policyOf({ profile, domains }))).toBe(expected);
});

it('names a banned port', () => {
  const facts = tunnelTo({ to: 'tcp.shop.test:3306', api: certainly('tcp') });
  expect(ask(tcpDestination, 'tunnel', facts, policyOf({ profile: 'wechat-current', domains }))).toBe(
    'TCP sockets may not go to port 3306 (tcp.shop.test).',
  );
});
