import { expect, it } from 'vitest';
import { lanAddress } from '../../../src/rules/tunnel/lan-address.ts';
import { ask, askWord, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['api.shop.test', '192.168.1.20', 'n/a'],
  ['192.168.1.30', '192.168.1.20', 'pass'],
  ['192.168.1.20', '192.168.1.20', 'fail'],
  ['192.168.2.30', '192.168.1.20', 'fail'],
  ['8.8.8.8', '192.168.1.20', 'fail'],
  ['127.0.0.1', '127.0.0.1', 'fail'],
  ['127.0.0.2', '127.0.0.1', 'fail'],
  ['[fd00::30]', 'fd00::20', 'pass'],
  ['[fd00::30]', '192.168.1.20', 'fail'],
])('%s from %s: %s', (to, device, expected) => {
  expect(askWord(lanAddress, 'tunnel', tunnelTo({ to, device }), policyOf())).toBe(expected);
});

it('takes the prefix of the app file', () => {
  const facts = tunnelTo({ to: '192.168.2.30' });
  expect(askWord(lanAddress, 'tunnel', facts, policyOf({ lanPrefix: 16 }))).toBe('pass');
});

it('tells the device from its neighbours', () => {
  expect(ask(lanAddress, 'tunnel', tunnelTo({ to: '192.168.1.20' }), policyOf())).toBe(
    "192.168.1.20 is the device's own address.",
  );
  expect(ask(lanAddress, 'tunnel', tunnelTo({ to: '8.8.8.8' }), policyOf())).toBe(
    '8.8.8.8 is not in the local network of the device 192.168.1.20 (/24).',
  );
});
