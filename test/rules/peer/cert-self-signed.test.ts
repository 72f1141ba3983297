import { expect, it } from 'vitest';
import { certSelfSigned } from '../../../src/rules/peer/cert-self-signed.ts';
import { askWord, peerBelow, peerOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['trusted', 'pass'],
  ['self-signed', 'fail'],
  ['incomplete', 'pass'],
  ['unknown-root', 'pass'],
  ['broken', 'pass'],
] as const)('%s: %s', (trust, expected) => {
  expect(askWord(certSelfSigned, 'peer', peerOf({ trust }), policyOf())).toBe(expected);
});

it('is silent where there is no certificate to judge', () => {
  const local = peerOf({ to: '192.168.1.30', trust: 'self-signed' });
  expect([peerBelow, local].map((facts) => askWord(certSelfSigned, 'peer', facts, policyOf()))).toEqual(['n/a', 'n/a']);
});
