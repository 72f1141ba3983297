import { expect, it } from 'vitest';
import { parseEntry } from '../../../src/config/parse-entry.ts';
import { noParentDomain } from '../../../src/rules/tunnel/no-parent-domain.ts';
import { ask, askWord, certainly, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['https://api.shop.test', 'pass'],
  ['https://*.shop.test', 'fail'],
  ['https://.shop.test', 'fail'],
  ['https://api*.shop.test', 'fail'],
  ['https://*', 'fail'],
])('%s in a list: %s', (value, expected) => {
  expect(askWord(noParentDomain, 'config', parseEntry('request', value, 0), policyOf())).toBe(expected);
});

it.each([
  ['api.shop.test', 'pass'],
  ['sub.api.shop.test', 'fail'],
  ['a.b.ws.shop.test', 'fail'],
  ['img.api.shop.test', 'pass'],
  ['shop.test', 'pass'],
  ['evilapi.shop.test', 'pass'],
  ['api.shop.test.evil.test', 'pass'],
  ['sub.tcp.shop.test', 'fail'],
  ['192.168.1.30', 'n/a'],
])('%s called: %s', (to, expected) => {
  const policy = policyOf({ media: new Set(['img.api.shop.test']) });
  expect(askWord(noParentDomain, 'tunnel', tunnelTo({ to }), policy)).toBe(expected);
});

it('leaves UDP and TCP sockets to the rules for their destinations', () => {
  const facts = tunnelTo({ to: 'sub.tcp.shop.test', scheme: 'tcp', api: certainly('tcp') });
  expect(askWord(noParentDomain, 'tunnel', facts, policyOf())).toBe('n/a');
});

it('does not take a TCP list for more than it is once TLS is seen', () => {
  const facts = tunnelTo({ to: 'sub.tcp.shop.test', scheme: 'https', api: certainly('request') });
  expect(askWord(noParentDomain, 'tunnel', facts, policyOf())).toBe('pass');
});

it('names the parent', () => {
  expect(ask(noParentDomain, 'tunnel', tunnelTo({ to: 'sub.api.shop.test' }), policyOf())).toBe(
    'api.shop.test is listed, which does not stand for sub.api.shop.test.',
  );
});
