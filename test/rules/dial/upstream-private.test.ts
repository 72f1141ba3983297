import { expect, it } from 'vitest';
import { upstreamPrivate } from '../../../src/rules/dial/upstream-private.ts';
import { askWord, dialTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['api.shop.test', 'public', false, 'pass'],
  ['api.shop.test', 'private', false, 'fail'],
  ['api.shop.test', 'private', true, 'n/a'],
  ['api.shop.test', 'loopback', false, 'n/a'],
  ['192.168.1.30', 'private', false, 'n/a'],
] as const)('%s at a %s address, mapped %s: %s', (to, range, mapped, expected) => {
  expect(askWord(upstreamPrivate, 'dial', dialTo({ to, range, mapped }), policyOf())).toBe(expected);
});
