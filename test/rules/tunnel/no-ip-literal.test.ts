import { expect, it } from 'vitest';
import { parseEntry } from '../../../src/config/parse-entry.ts';
import { noIpLiteral } from '../../../src/rules/tunnel/no-ip-literal.ts';
import { askWord, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['api.shop.test', 'pass', 'pass'],
  ['8.8.8.8', 'fail', 'fail'],
  ['134744072', 'fail', 'fail'],
  ['0x8.8.8.8', 'fail', 'fail'],
  ['010.8.8.8', 'fail', 'fail'],
  ['[2001:4860:4860::8888]', 'fail', 'fail'],
  ['[::ffff:8.8.8.8]', 'fail', 'fail'],
  ['192.168.1.30', 'n/a', 'fail'],
  ['192.168.1.20', 'fail', 'fail'],
])('%s: %s when called, %s when configured', (to, called, configured) => {
  expect(askWord(noIpLiteral, 'tunnel', tunnelTo({ to }), policyOf())).toBe(called);
  expect(askWord(noIpLiteral, 'config', parseEntry('request', `https://${to}`, 0), policyOf())).toBe(configured);
});

it('has nothing to say of an entry without a host', () => {
  expect(askWord(noIpLiteral, 'config', parseEntry('request', 'https://*.shop.test', 0), policyOf())).toBe('n/a');
});
