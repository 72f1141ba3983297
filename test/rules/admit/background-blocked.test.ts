import { expect, it } from 'vitest';
import { profiles } from '../../../src/profiles/index.ts';
import { backgroundBlocked } from '../../../src/rules/admit/background-blocked.ts';
import { judge } from '../../../src/rules/judge.ts';
import { admitOf, ask, askWord } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['request', true, 'n/a'],
  ['socket', true, 'n/a'],
  ['tunnel', true, 'n/a'],
  ['request', false, 'fail'],
  ['socket', false, 'fail'],
  ['tunnel', false, 'fail'],
] as const)('a %s, in the foreground %s: %s', (kind, foreground, expected) => {
  expect(askWord(backgroundBlocked, 'admit', admitOf({ kind, foreground }), policyOf())).toBe(expected);
});

it('says what was to start', () => {
  expect(ask(backgroundBlocked, 'admit', admitOf({ kind: 'socket', foreground: false }), policyOf())).toBe(
    'A new socket of wx0123456789abcdef, while the mini program is in the background.',
  );
});

it.each([
  ['request', 'tcsas', 'S0:128'],
  ['uploadFile', 'tcsas-2024', 'S1:35'],
  ['downloadFile', 'tcsas-game', 'S2:30'],
  ['connectSocket', 'wechat', 'S3:50'],
] as const)('%s of %s fails as interrupted, by %s', (api, profile, source) => {
  expect(profiles.has(profile)).toBe(true);
  expect(judge('admit', admitOf({ foreground: false }), policyOf({ profile }), api)).toMatchObject({
    outcome: 'block',
    cause: { rule: 'background-blocked', errMsg: `${api}:fail interrupted`, errno: 600003, source },
  });
});

it('fails in the words of Douyin there', () => {
  expect(judge('admit', admitOf({ foreground: false }), policyOf({ profile: 'douyin' }), 'request')).toMatchObject({
    cause: { errMsg: 'request:fail app in background', errno: null },
  });
});

it.each([
  ['warn', 'pass', ['background-blocked']],
  ['off', 'pass', []],
] as const)('set to %s: %s', (effect, outcome, violated) => {
  const policy = policyOf({ effects: new Map([['background-blocked', effect]]) });
  const verdict = judge('admit', admitOf({ foreground: false }), policy, 'request');
  expect(verdict.outcome).toBe(outcome);
  expect(verdict.violations.map(({ rule }) => rule)).toEqual(violated);
});
