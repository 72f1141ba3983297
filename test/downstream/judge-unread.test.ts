import { expect, it } from 'vitest';
import { judgeUnread } from '../../src/downstream/judge-unread.ts';
import { policyOf } from '../support/policy.ts';

it.each([
  ['api.shop.test', undefined, 'pass'],
  ['api.shop.test', null, 'pass'],
  ['api.shop.test', 'api.shop.test', 'pass'],
  ['api.shop.test', 'other.test', 'block'],
  ['other.test', 'other.test', 'block'],
])('a tunnel to %s in which the client asks for %s: %s', (hostname, sni, outcome) => {
  const policy = policyOf({ domains: { request: ['https://api.shop.test'] } });
  const authority = { hostname, kind: 'name', port: 443 } as const;
  expect(judgeUnread({ device: '10.0.0.2', authority, policy, api: 'request' }, sni).outcome).toBe(outcome);
});
