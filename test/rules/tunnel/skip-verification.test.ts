import { expect, it } from 'vitest';
import { skipVerification } from '../../../src/rules/tunnel/skip-verification.ts';
import { askWord, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  [false, 'n/a'],
  [true, 'fail'],
])('switched on: %s, %s', (on, expected) => {
  expect(askWord(skipVerification, 'tunnel', tunnelTo(), policyOf({ skipVerification: on }))).toBe(expected);
});
