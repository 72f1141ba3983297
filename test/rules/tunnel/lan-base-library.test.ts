import { expect, it } from 'vitest';
import { lanBaseLibrary } from '../../../src/rules/tunnel/lan-base-library.ts';
import { askWord, certainly, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['wechat', 'request', '192.168.1.30', '2.4.0', 'pass'],
  ['wechat', 'request', '192.168.1.30', '2.10.0', 'pass'],
  ['wechat', 'request', '192.168.1.30', '3.0.0', 'pass'],
  ['wechat', 'request', '192.168.1.30', '2.3.9', 'fail'],
  ['wechat', 'request', '192.168.1.30', '1.99.99', 'fail'],
  ['wechat', 'udp', '192.168.1.30', '2.7.0', 'pass'],
  ['wechat', 'udp', '192.168.1.30', '2.6.9', 'fail'],
  ['wechat', 'request', 'api.shop.test', '2.3.9', 'n/a'],
  ['wechat', 'request', '8.8.8.8', '2.3.9', 'n/a'],
  ['wechat', 'request', '192.168.1.20', '2.3.9', 'n/a'],
  ['tcsas', 'request', '192.168.1.30', '1.0.0', 'n/a'],
  ['tcsas', 'udp', '192.168.1.30', '1.0.0', 'n/a'],
] as const)('%s, %s to %s with %s: %s', (profile, api, to, baseLibrary, expected) => {
  const facts = tunnelTo({ to, api: certainly(api) });
  expect(askWord(lanBaseLibrary, 'tunnel', facts, policyOf({ profile, baseLibrary }))).toBe(expected);
});
