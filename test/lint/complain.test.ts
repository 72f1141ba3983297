import { expect, it } from 'vitest';
import { complain } from '../../src/lint/complain.ts';
import { policyOf } from '../support/policy.ts';

it('has the rule’s effect and way out, and the line of the platform’s own document', () => {
  expect(complain('no-ip-literal', 'Said.', policyOf({ profile: 'wechat' }))).toEqual([
    {
      rule: 'no-ip-literal',
      effect: 'error',
      message: 'Said.',
      fix: 'Give the server a domain name and list that (Mini Program Console > Settings > Development Settings > Server Domain Name).',
      source: 'S3:31',
    },
  ]);
});

it('the app’s effect wins, and a way out of one’s own', () => {
  const policy = policyOf({ effects: new Map([['timeout', 'warn'] as const]) });
  expect(complain('timeout', 'Said.', policy, 'Do.')).toMatchObject([{ effect: 'warn', fix: 'Do.' }]);
});

it('a rule that is off, or that there is not, says nothing', () => {
  expect(complain('timeout', 'Said.', policyOf({ effects: new Map([['timeout', 'off'] as const]) }))).toEqual([]);
  expect(complain('none', 'Said.', policyOf())).toEqual([]);
});
