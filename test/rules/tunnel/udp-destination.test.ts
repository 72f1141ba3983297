import { expect, it } from 'vitest';
import { udpDestination } from '../../../src/rules/tunnel/udp-destination.ts';
import { askWord, certainly, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['tcsas', 'udp', 'udp.shop.test:5000', 'pass'],
  ['tcsas', 'udp', 'x.shop.test:5000', 'fail'],
  ['tcsas', 'udp', 'tcp.shop.test:5000', 'fail'],
  ['tcsas', 'udp', '192.168.1.30:5000', 'pass'],
  ['tcsas-game', 'udp', '192.168.1.30:5000', 'fail'],
  ['wechat', 'udp', '192.168.1.30:5000', 'pass'],
  ['wechat', 'udp', '192.168.1.20:5000', 'fail'],
  ['wechat', 'udp', 'udp.shop.test:5000', 'fail'],
  ['tcsas', 'tcp', 'x.shop.test:5000', 'n/a'],
  ['tcsas', 'request', 'x.shop.test:5000', 'n/a'],
] as const)('%s, %s to %s: %s', (profile, api, to, expected) => {
  const facts = tunnelTo({ to, api: certainly(api) });
  expect(askWord(udpDestination, 'tunnel', facts, policyOf({ profile }))).toBe(expected);
});
