import { expect, it } from 'vitest';
import { parseEntry } from '../../../src/config/parse-entry.ts';
import { judge } from '../../../src/rules/judge.ts';
import { forbiddenDomain } from '../../../src/rules/tunnel/forbidden-domain.ts';
import { askWord, certainly, requestTo, tunnelTo } from '../../support/facts.ts';
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

it('whether a body that was not read has a secret is not known', () => {
  const body = { api: certainly('request'), kind: 'unread', reason: 'it came compressed' } as const;
  expect(askWord(forbiddenDomain, 'body', body, policyOf())).toBe('not-checkable');
});

it.each([
  [[], 'n/a', []],
  [['appsecret'], 'fail', ['warn']],
])('the secrets %j in a query or a body: %s, whatever the platform', (secrets, word, effects) => {
  const policy = policyOf({ profile: 'tcsas' });
  const request = requestTo({ query: { unencoded: null, secrets } });
  const body = { api: certainly('request'), kind: 'json', parses: true, secrets } as const;
  expect(askWord(forbiddenDomain, 'request', request, policy)).toBe(word);
  expect(askWord(forbiddenDomain, 'body', body, policy)).toBe(word);
  expect(judge('request', request, policy, 'request').violations.map(({ effect }) => effect)).toEqual(effects);
});
