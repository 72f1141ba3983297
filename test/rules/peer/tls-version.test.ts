import { expect, it } from 'vitest';
import { tlsVersion } from '../../../src/rules/peer/tls-version.ts';
import { ask, askWord, peerBelow, peerOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['TLSv1.3', 'pass'],
  ['TLSv1.2', 'pass'],
  ['TLSv1.1', 'fail'],
  ['TLSv1', 'fail'],
  ['SSLv3', 'fail'],
])('%s: %s', (protocol, expected) => {
  expect(askWord(tlsVersion, 'peer', peerOf({ protocol }), policyOf())).toBe(expected);
});

it('speaks of a handshake that found no version', () => {
  expect(ask(tlsVersion, 'peer', peerBelow, policyOf())).toBe(
    'api.shop.test:443 agreed to no version of TLS that is in use.',
  );
});

it('does not hold the local network to it', () => {
  expect(askWord(tlsVersion, 'peer', peerOf({ to: '192.168.1.30', protocol: 'TLSv1' }), policyOf())).toBe('n/a');
});
