import { expect, it } from 'vitest';
import { parseEntry } from '../../../src/config/parse-entry.ts';
import { icpLicensed } from '../../../src/rules/config/icp-licensed.ts';
import { askWord } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['wechat', false, 0, 'fail'],
  ['wechat', false, 1, 'n/a'],
  ['wechat', true, 0, 'pass'],
  ['wechat', true, 1, 'pass'],
  ['tcsas', false, 0, 'n/a'],
] as const)('%s, attested %s, entry %i from 0: %s', (profile, icpAttested, index, expected) => {
  const entry = parseEntry('request', 'https://api.shop.test', index);
  expect(askWord(icpLicensed, 'config', entry, policyOf({ profile, icpAttested }))).toBe(expected);
});
