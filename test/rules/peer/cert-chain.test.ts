import { expect, it } from 'vitest';
import { certChain } from '../../../src/rules/peer/cert-chain.ts';
import { ask, askWord, certificateOf, peerBelow, peerOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['trusted', 'pass'],
  ['self-signed', 'n/a'],
  ['incomplete', 'fail'],
  ['unknown-root', 'n/a'],
  ['broken', 'n/a'],
] as const)('%s: %s', (trust, expected) => {
  expect(askWord(certChain, 'peer', peerOf({ trust }), policyOf())).toBe(expected);
});

it('names the certificate that is missing', () => {
  expect(ask(certChain, 'peer', peerOf({ trust: 'incomplete', chain: [certificateOf()] }), policyOf())).toBe(
    'api.shop.test does not send the certificate of "CN=Test Intermediate", which signed its chain.',
  );
});

it('is silent where there is no certificate to judge', () => {
  const local = peerOf({ to: '192.168.1.30', trust: 'incomplete' });
  expect([peerBelow, local].map((facts) => askWord(certChain, 'peer', facts, policyOf()))).toEqual(['n/a', 'n/a']);
});
