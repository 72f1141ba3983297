import { expect, it } from 'vitest';
import { upstreamAddress } from '../../../src/rules/dial/upstream-address.ts';
import { ask, askWord, dialTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['public', 'pass'],
  ['private', 'pass'],
  ['loopback', 'fail'],
  ['link-local', 'fail'],
  ['metadata', 'fail'],
  ['unspecified', 'fail'],
  ['other', 'fail'],
] as const)('an address that is %s: %s; mapped it passes, and the gate’s own never does', (range, expected) => {
  const answer = (mapped: boolean, own: boolean) =>
    askWord(upstreamAddress, 'dial', dialTo({ range, mapped, own }), policyOf());
  expect([answer(false, false), answer(true, false), answer(false, true), answer(true, true)]).toEqual([
    expected,
    'pass',
    'fail',
    'fail',
  ]);
});

it.each([
  [{ address: '127.0.0.1', range: 'loopback' }, 'api.shop.test leads to 127.0.0.1, which is a loopback address.'],
  [{ address: '10.0.0.1', range: 'private', own: true }, 'api.shop.test leads to 10.0.0.1, which is the gate itself.'],
] as const)('%o: the message', (where, message) => {
  expect(ask(upstreamAddress, 'dial', dialTo(where), policyOf())).toBe(message);
});
