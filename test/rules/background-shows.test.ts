import { expect, it } from 'vitest';
import { backgroundShows } from '../../src/rules/background-shows.ts';
import { policyOf } from '../support/policy.ts';

it.each([
  ['tcsas', '{api}:fail interrupted', 600003],
  ['wechat', '{api}:fail interrupted', 600003],
  ['douyin', '{api}:fail app in background', null],
] as const)('%s: %s, errno %s', (profile, errMsg, errno) => {
  expect(backgroundShows(policyOf({ profile }).profile)).toEqual({ shows: { errMsg, errno } });
});
