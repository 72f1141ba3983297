import { expect, it } from 'vitest';
import { certTrusted } from '../../../src/rules/peer/cert-trusted.ts';
import { ask, askWord, certificateOf, pathOf, peerBelow, peerOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['trusted', 'pass'],
  ['self-signed', 'n/a'],
  ['incomplete', 'n/a'],
  ['unknown-root', 'fail'],
  ['broken', 'fail'],
] as const)('%s: %s', (trust, expected) => {
  expect(askWord(certTrusted, 'peer', peerOf({ trust }), policyOf())).toBe(expected);
});

it('names the root that nobody knows', () => {
  expect(ask(certTrusted, 'peer', peerOf({ trust: 'unknown-root' }), policyOf())).toBe(
    'The chain of api.shop.test ends at "CN=Test Root", which no system trusts.',
  );
});

it('is silent where there is no certificate to judge', () => {
  const local = peerOf({ to: '192.168.1.30', trust: 'broken' });
  expect([peerBelow, local].map((facts) => askWord(certTrusted, 'peer', facts, policyOf()))).toEqual(['n/a', 'n/a']);
});

it('says what does not hold', () => {
  const faults = [{ kind: 'not-a-ca', subject: 'CN=Middle', link: 1, detail: '' }] as const;
  const path = pathOf([certificateOf()], { trust: 'broken', faults });
  expect(ask(certTrusted, 'peer', peerOf({ trust: 'broken', path }), policyOf())).toBe(
    'The chain of api.shop.test does not hold: "CN=Middle" signs others and is no CA.',
  );
});
