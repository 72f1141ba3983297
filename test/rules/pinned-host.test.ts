import { expect, it } from 'vitest';
import { pinnedHost } from '../../src/rules/pinned-host.ts';
import { policyOf } from '../support/policy.ts';

const pins = new Map([['api.shop.test', new Set(['sha256/x'])]]);

it.each([
  ['api.shop.test', [policyOf({ pins })], 'api.shop.test'],
  ['API.shop.test', [policyOf(), policyOf({ pins })], 'api.shop.test'],
])('%s has pins', (text, policies, expected) => expect(pinnedHost(text, policies)).toBe(expected));

it.each([
  ['up.shop.test', [policyOf({ pins })], /^No app has pins for up\.shop\.test .*: api\.shop\.test\.$/],
  ['api.shop.test', [policyOf()], /hosts with pins: none\.$/],
  ['api.shop.test', [policyOf({ profile: 'wechat', pins })], /hosts with pins: none\.$/],
  ['a b', [policyOf({ pins })], /^This is no host/],
])('%s has none, and why is said', (text, policies, fault) =>
  expect(pinnedHost(text, policies)).toEqual({ fault: expect.stringMatching(fault) }),
);
