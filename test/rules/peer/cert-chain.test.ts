import { expect, it } from 'vitest';
import { certChain } from '../../../src/rules/peer/cert-chain.ts';
import { ask, askWord, certificateOf, intermediate, pathOf, peerBelow, peerOf } from '../../support/facts.ts';
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

it('says where the missing certificate is to be had', () => {
  const faults = [{ kind: 'incomplete', missing: 'CN=Middle', urls: ['http://ca.test/middle.cer'] }] as const;
  const path = pathOf([certificateOf()], { trust: 'incomplete', faults });
  expect(ask(certChain, 'peer', peerOf({ trust: 'incomplete', path }), policyOf())).toBe(
    'api.shop.test does not send the certificate of "CN=Middle", which signed its chain. It is to be had at http://ca.test/middle.cer.',
  );
});

const chain = [certificateOf(), intermediate];

it.each([
  [{ order: 'wrong' }, 'api.shop.test sends its chain in the wrong order, which old clients do not put right.'],
  [{ strangers: ['CN=X'] }, 'api.shop.test sends "CN=X" too, which has no part in its chain.'],
  [{ duplicates: ['CN=Test Intermediate'] }, 'api.shop.test sends "CN=Test Intermediate" more than once.'],
] as const)('warns of %o', (others, message) => {
  const answer = certChain.checks.peer?.(peerOf({ chain, path: pathOf(chain, others) }), policyOf());
  const names = '"CN=api.shop.test", "CN=Test Intermediate"';
  expect(answer).toEqual({ message, expected: names, actual: names, effect: 'warn' });
});

it('has nothing against a root that is sent too', () => {
  const path = pathOf(chain, { rootSent: true });
  expect(askWord(certChain, 'peer', peerOf({ chain, path }), policyOf())).toBe('pass');
});
