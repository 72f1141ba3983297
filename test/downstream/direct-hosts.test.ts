import { expect, it } from 'vitest';
import { DEFAULT_BYPASS } from '../../src/downstream/bypass.ts';
import { directHosts } from '../../src/downstream/direct-hosts.ts';
import { policyOf } from '../support/policy.ts';

const bypass = ['default', '*.Shop.test'];
const byId = new Map([['one', policyOf({ domains: { request: ['https://api.shop.test'] } })]]);

it('is the bypass list, but for the hosts of the apps', () => {
  expect(directHosts({ decrypt: 'auto', bypass }, { byId })).toEqual({
    patterns: [...DEFAULT_BYPASS, '*.shop.test'],
    but: ['api.shop.test'],
  });
});

it('is nothing where all is decrypted', () => {
  expect(directHosts({ decrypt: 'always', bypass }, { byId })).toEqual({ patterns: [], but: [] });
});
