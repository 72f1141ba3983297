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

it('a rule that is not known keeps its words', () => {
  expect(restamp(violation('gone'), policy)).toMatchObject({ source: 'S0:103', fix: 'mend gone' });
});
