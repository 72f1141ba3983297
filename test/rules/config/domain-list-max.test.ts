import { expect, it } from 'vitest';
import { parseEntry } from '../../../src/config/parse-entry.ts';
import { domainListMax } from '../../../src/rules/config/domain-list-max.ts';
import { askWord } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['wechat', 0, 'pass'],
  ['wechat', 19, 'pass'],
  ['wechat', 20, 'fail'],
  ['wechat', 21, 'n/a'],
  ['wechat-current', 199, 'pass'],
  ['wechat-current', 200, 'fail'],
  ['tcsas', 20, 'n/a'],
] as const)('%s, entry %i from 0: %s', (profile, index, expected) => {
  const entry = parseEntry('request', 'https://api.shop.test', index);
  expect(askWord(domainListMax, 'config', entry, policyOf({ profile }))).toBe(expected);
});
