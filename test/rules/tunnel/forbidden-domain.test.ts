import { expect, it } from 'vitest';
import { parseEntry } from '../../../src/config/parse-entry.ts';
import { forbiddenDomain } from '../../../src/rules/tunnel/forbidden-domain.ts';
import { askWord, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['wechat', 'api.weixin.qq.com', 'fail'],
  ['wechat', 'API.weixin.qq.com.', 'fail'],
  ['wechat', 'api.shop.test', 'pass'],
  ['wechat-current', 'api.weixin.qq.com', 'fail'],
  ['tcsas', 'api.weixin.qq.com', 'n/a'],
] as const)('%s, %s: %s, called and configured', (profile, to, expected) => {
  const policy = policyOf({ profile });
  expect(askWord(forbiddenDomain, 'tunnel', tunnelTo({ to }), policy)).toBe(expected);
  expect(askWord(forbiddenDomain, 'config', parseEntry('request', `https://${to}`, 0), policy)).toBe(expected);
});
