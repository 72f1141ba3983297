import { expect, it } from 'vitest';
import { timeout } from '../../../src/rules/clock/timeout.ts';
import { ask, askWord, clockOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  [0, null, 'pass'],
  [59_999, null, 'pass'],
  [60_000, null, 'fail'],
  [60_001, null, 'fail'],
  [4_999, 5_000, 'pass'],
  [5_000, 5_000, 'fail'],
  [60_000, 90_000, 'fail'],
])('after %i ms, with %s ms of the call: %s', (elapsedMs, perCallMs, expected) => {
  expect(askWord(timeout, 'clock', clockOf({ elapsedMs, perCallMs }), policyOf())).toBe(expected);
});

it('has nothing to say of a tunnel that is passed unread', () => {
  expect(askWord(timeout, 'clock', clockOf({ elapsedMs: null }), policyOf())).toBe('n/a');
});

it('says how long it took', () => {
  expect(ask(timeout, 'clock', clockOf({ elapsedMs: 60_000.4 }), policyOf())).toBe('Not over after 60000 ms.');
});
