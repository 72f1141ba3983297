import { expect, it } from 'vitest';
import { restamp } from '../../../src/reports/against/restamp.ts';
import { violation } from '../../events/made.ts';
import { policyUnder } from './made.ts';

const policy = policyUnder('wechat');

it('cites the other platform, and names its console', () => {
  expect(restamp(violation('domain-allowlist'), policy)).toMatchObject({
    ...{ profile: 'wechat', source: 'S3:18', effect: 'error', message: 'domain-allowlist was broken' },
    fix: expect.stringContaining(policy.profile.console.value),
  });
});

it('what only a switch let by fails in a release', () => {
  const skipped = violation('cert-name', { effect: 'warn', skipped: true });
  expect(restamp(skipped, policy)).toMatchObject({ effect: 'error', skipped: false });
  expect(restamp(violation('cert-name', { effect: 'warn' }), policy).effect).toBe('warn');
});

it('what the background ended fails in the words of the other platform', () => {
  const ended = violation('background-grace', { errMsg: 'uploadFile:fail interrupted', errno: 600003 });
  expect(restamp(ended, policyUnder('douyin'))).toMatchObject({
    errMsg: 'uploadFile:fail app in background',
    errno: null,
  });
  expect(restamp(ended, policy)).toMatchObject({ errMsg: 'uploadFile:fail interrupted', errno: 600003 });
});

it('a rule that is not known keeps its words', () => {
  expect(restamp(violation('gone'), policy)).toMatchObject({ source: 'S0:103', fix: 'mend gone' });
});
