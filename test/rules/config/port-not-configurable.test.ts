import { expect, it } from 'vitest';
import { parseEntry } from '../../../src/config/parse-entry.ts';
import { portNotConfigurable } from '../../../src/rules/config/port-not-configurable.ts';
import { askWord } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['tcsas', 'https://api.shop.test', 'pass'],
  ['tcsas', 'https://api.shop.test:8443', 'fail'],
  ['tcsas', 'https://api.shop.test:443', 'fail'],
  ['tcsas-game', 'https://api.shop.test:8443', 'fail'],
  ['tcsas-2024', 'https://api.shop.test:8443', 'n/a'],
  ['wechat', 'https://api.shop.test', 'n/a'],
] as const)('%s, %s: %s', (profile, value, expected) => {
  expect(askWord(portNotConfigurable, 'config', parseEntry('request', value, 0), policyOf({ profile }))).toBe(expected);
});
