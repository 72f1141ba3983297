import { expect, it } from 'vitest';
import { showsCertificate } from '../../src/rules/shows-certificate.ts';
import { peerBelow, peerOf } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

it.each([
  ['a server', peerOf(), true],
  ['an address elsewhere', peerOf({ to: '93.184.216.34' }), true],
  ['an address on the LAN', peerOf({ to: '192.168.1.30' }), false],
  ['a server without a common version of TLS', peerBelow, false],
  ['a server without a certificate', peerOf({ chain: [] }), false],
])('%s: %s', (_, facts, expected) => {
  expect(showsCertificate(facts, policyOf())).toBe(expected);
});
