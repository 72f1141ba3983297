import { expect, it } from 'vitest';
import { basisOfApp, basisOfProfile } from '../../src/lint/basis.ts';
import { tcsas } from '../../src/profiles/tcsas.ts';
import { wechat } from '../../src/profiles/wechat.ts';
import { policyOf } from '../support/policy.ts';

it('an app is judged as its release: nothing is skipped', () => {
  const policy = policyOf({ skipVerification: true });
  expect(basisOfApp(policy)).toEqual({
    policy: { ...policy, skipVerification: false },
    hasLists: true,
    isPlatformKnown: true,
  });
});

it('an app may be judged by another platform', () => {
  expect(basisOfApp(policyOf(), wechat).policy.profile).toBe(wechat);
});

it('a platform alone has no lists', () => {
  const { policy, ...rest } = basisOfProfile(tcsas, false);
  expect(rest).toEqual({ hasLists: false, isPlatformKnown: false });
  expect([policy.profile, policy.lists.request.size]).toEqual([tcsas, 0]);
});
