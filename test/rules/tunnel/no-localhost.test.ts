import { expect, it } from 'vitest';
import { parseEntry } from '../../../src/config/parse-entry.ts';
import { noLocalhost } from '../../../src/rules/tunnel/no-localhost.ts';
import { askWord, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['api.shop.test', 'pass'],
  ['localhost', 'fail'],
  ['LOCALHOST.', 'fail'],
  ['a.localhost', 'fail'],
  ['localhost.test', 'pass'],
  ['127.0.0.1', 'fail'],
  ['127.9.9.9', 'fail'],
  ['2130706433', 'fail'],
  ['[::1]', 'fail'],
  ['[::ffff:127.0.0.1]', 'fail'],
  ['0.0.0.0', 'fail'],
  ['[::]', 'fail'],
  ['192.168.1.30', 'pass'],
])('%s: %s, called and configured', (to, expected) => {
  expect(askWord(noLocalhost, 'tunnel', tunnelTo({ to }), policyOf())).toBe(expected);
  expect(askWord(noLocalhost, 'config', parseEntry('request', `https://${to}`, 0), policyOf())).toBe(expected);
});

it('has nothing to say of an entry without a host', () => {
  expect(askWord(noLocalhost, 'config', parseEntry('request', 'https://', 0), policyOf())).toBe('n/a');
});
