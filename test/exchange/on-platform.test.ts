import { expect, it } from 'vitest';
import { onPlatform } from '../../src/exchange/on-platform.ts';
import { policyOf } from '../support/policy.ts';

const policy = policyOf({ appid: 'wx0123456789abcdef' });

it('is the policy itself where the device says nothing, or what the app says', () => {
  expect(onPlatform(policy, null)).toBe(policy);
  expect(onPlatform(policy, policy.platform)).toBe(policy);
});

it('is made once for each platform, with an id of its own', () => {
  const [ios, android] = [onPlatform(policy, 'ios'), onPlatform(policy, 'android')];
  expect(ios).toEqual({ ...policy, platform: 'ios', id: expect.any(String) });
  expect(new Set([policy.id, ios.id, android.id]).size).toBe(3);
  expect(onPlatform(policy, 'ios')).toBe(ios);
  expect(onPlatform({ ...policy }, 'ios')).not.toBe(ios);
});
