import { expect, it } from 'vitest';
import { certName } from '../../../src/rules/peer/cert-name.ts';
import { ask, askWord, peerBelow, peerOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  [true, 'pass'],
  [false, 'fail'],
])('the name matches: %s, %s', (nameMatches, expected) => {
  expect(askWord(certName, 'peer', peerOf({ nameMatches }), policyOf())).toBe(expected);
});

it.each([
  [['DNS:a.test', 'DNS:b.test'], 'The certificate of api.shop.test is for DNS:a.test, DNS:b.test.'],
  [[], 'The certificate of api.shop.test is for no names.'],
])('%j: the message', (names, message) => {
  expect(ask(certName, 'peer', peerOf({ nameMatches: false, names }), policyOf())).toBe(message);
});

it('is silent where there is no certificate to judge', () => {
  const local = peerOf({ to: '192.168.1.30', nameMatches: false });
  expect([peerBelow, local].map((facts) => askWord(certName, 'peer', facts, policyOf()))).toEqual(['n/a', 'n/a']);
});
