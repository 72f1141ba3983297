import { expect, it } from 'vitest';
import { backgroundGrace } from '../../../src/rules/clock/background-grace.ts';
import { judge } from '../../../src/rules/judge.ts';
import { ask, askWord, clockOf } from '../../support/facts.ts';
import { policyOf, withGrace } from '../../support/policy.ts';

it.each([
  [null, 'n/a'],
  [0, 'pass'],
  [4_999, 'pass'],
  [5_000, 'fail'],
  [60_000, 'fail'],
])('after %s ms in the background: %s', (backgroundMs, expected) => {
  for (const profile of ['tcsas', 'tcsas-2024', 'tcsas-game', 'wechat'] as const) {
    const facts = clockOf({ backgroundMs });
    expect(askWord(backgroundGrace, 'clock', facts, policyOf({ profile })), profile).toBe(expected);
  }
});

it('counts by the profile’s number, and by the background alone', () => {
  expect(askWord(backgroundGrace, 'clock', clockOf({ backgroundMs: 30 }), withGrace(30))).toBe('fail');
  expect(askWord(backgroundGrace, 'clock', clockOf({ backgroundMs: 29 }), withGrace(30))).toBe('pass');
  expect(askWord(backgroundGrace, 'clock', clockOf({ elapsedMs: 50_000, backgroundMs: 1 }), policyOf())).toBe('pass');
});

it('says how long it was', () => {
  expect(ask(backgroundGrace, 'clock', clockOf({ backgroundMs: 5_000.4 }), policyOf())).toBe(
    'Not over after 5000 ms in the background.',
  );
});

it.each([
  ['tcsas', 'S0:128'],
  ['tcsas-2024', 'S1:35'],
  ['tcsas-game', 'S2:29'],
  ['wechat', 'S3:50'],
] as const)('of %s fails as interrupted, by %s', (profile, source) => {
  expect(judge('clock', clockOf({ backgroundMs: 5_000 }), policyOf({ profile }), 'uploadFile')).toMatchObject({
    outcome: 'block',
    cause: { rule: 'background-grace', errMsg: 'uploadFile:fail interrupted', errno: 600003, source },
  });
});

it('fails in the words of Douyin there', () => {
  const facts = clockOf({ backgroundMs: 5_000 });
  expect(judge('clock', facts, policyOf({ profile: 'douyin' }), 'uploadFile')).toMatchObject({
    cause: { rule: 'background-grace', errMsg: 'uploadFile:fail app in background', errno: null },
  });
});
