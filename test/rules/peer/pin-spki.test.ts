import { expect, it } from 'vitest';
import { pinSpki } from '../../../src/rules/peer/pin-spki.ts';
import { ask, askWord, peerBelow, peerOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const pinned = (...pins: readonly string[]) => new Map([['api.shop.test', new Set(pins)]]);
const right = pinned('sha256/old', 'sha256/leaf');
const wrong = pinned('sha256/other');

it.each([
  ['tcsas', 'strictest', right, false, 'pass'],
  ['tcsas', 'strictest', wrong, false, 'fail'],
  ['tcsas', 'strictest', wrong, true, 'fail'],
  ['tcsas', 'android', wrong, true, 'fail'],
  ['tcsas', 'ios', wrong, true, 'pass'],
  ['tcsas', 'ios', wrong, false, 'fail'],
  ['tcsas', 'strictest', pinned('sha256/intermediate'), false, 'fail'],
  ['tcsas', 'strictest', new Map(), false, 'n/a'],
  ['tcsas-2024', 'strictest', wrong, false, 'n/a'],
] as const)('%s on %s, pins %o, verified before %s: %s', (profile, platform, pins, pinVerified, expected) => {
  expect(askWord(pinSpki, 'peer', peerOf({ pinVerified }), policyOf({ profile, platform, pins }))).toBe(expected);
});

it.each([
  [wrong, 'The public key of api.shop.test is not among its pins.'],
  [
    pinned('sha256/intermediate'),
    'The pin of api.shop.test is that of "CN=Test Intermediate" above its certificate, not of the certificate itself.',
  ],
])('%o: the message', (pins, message) => {
  expect(ask(pinSpki, 'peer', peerOf(), policyOf({ pins }))).toBe(message);
});

it('has nothing to say of other hosts, and of a server without a certificate', () => {
  expect(askWord(pinSpki, 'peer', peerOf({ to: 'up.shop.test' }), policyOf({ pins: wrong }))).toBe('n/a');
  expect(askWord(pinSpki, 'peer', peerBelow, policyOf({ pins: wrong }))).toBe('n/a');
});
