import { expect, it } from 'vitest';
import { findUnder } from '../../src/cli/find-under.ts';
import { appSchema } from '../../src/config/app-schema.ts';
import { profiles } from '../../src/profiles/index.ts';
import { APPID, profileOf, sessionUnder } from '../reports/against/made.ts';
import { app } from '../reports/made.ts';
import { policyOf } from '../support/policy.ts';

const douyin = profileOf('douyin');
const session = sessionUnder('wechat', { domains: { request: ['https://api.weixin.qq.com'] } });
const [own] = session.apps;

it('an app as the session has it', () => {
  const under = findUnder(profileOf('wechat-current'), new Map())(APPID, own ?? null);
  expect(under?.policy.profile.name).toBe('wechat-current');
  expect(under?.was).toBe(profiles.get('wechat'));
  expect(under?.entries).toMatchObject([{ list: 'request', violation: { rule: 'forbidden-domain' } }]);
  expect(under?.config.violations.map(({ rule }) => rule)).toEqual(['forbidden-domain', 'icp-licensed']);
});

it('the file that was named comes first', () => {
  const settings = appSchema.parse({ appid: APPID, domains: { request: ['https://a.test'] } });
  const named = new Map([[APPID, { settings, policy: null }]]);
  const under = findUnder(douyin, named)(APPID, own ?? null);
  expect([...(under?.policy.lists.request.keys() ?? [])]).toEqual(['a.test']);
});

it('a platform of the user’s own is known by its file alone', () => {
  const policy = policyOf();
  const mine = { ...policy, profile: { ...policy.profile, name: 'mine' } };
  const of = app({ profile: 'mine', file: own?.file ?? null });
  expect(findUnder(douyin, new Map())(APPID, of)?.was).toBeNull();
  expect(findUnder(douyin, new Map([[APPID, { settings: null, policy: mine }]]))(APPID, of)?.was?.name).toBe('mine');
});

it('nobody knows: null', () => {
  expect(findUnder(douyin, new Map())('other', null)).toBeNull();
  expect(findUnder(douyin, new Map())(APPID, app())).toBeNull();
});
