import { expect, it } from 'vitest';
import { judgeUnread } from '../../src/downstream/judge-unread.ts';
import { policyOf } from '../support/policy.ts';

it.each([
  ['api.shop.test', 'pass'],
  ['other.test', 'block'],
])('a tunnel to %s: %s', (hostname, outcome) => {
  const policy = policyOf({ domains: { request: ['https://api.shop.test'] } });
  const authority = { hostname, kind: 'name', port: 443 } as const;
  expect(judgeUnread({ device: '10.0.0.2', authority, policy, api: 'request' }).outcome).toBe(outcome);
});
