import { describe, expect, it } from 'vitest';
import { appOf, appsOf, namedByReferer } from '../../src/exchange/apps.ts';
import { policyOf } from '../support/policy.ts';

const shop = policyOf({ appid: 'wx0123456789abcdef' });
const chat = policyOf({ appid: 'wxfedcba9876543210' });
const apps = { byId: new Map([shop, chat].map((policy) => [policy.appid, policy])), fallback: shop };
const REFERER = 'https://servicewechat.com/wxfedcba9876543210/devtools/page-frame.html';

it.each([
  ['the default app', shop.appid, shop],
  ['nobody without one', null, null],
  ['nobody where it is not loaded', 'wx0000000000000000', null],
])('a client that names no app has %s', (_, defaultApp, expected) => {
  expect(appsOf(apps.byId, defaultApp)).toEqual({ byId: apps.byId, fallback: expected });
});

describe('whose rules hold', () => {
  it.each([
    ['the app that is named', chat.appid, null, chat],
    ['the one that is named, whatever the Referer says', shop.appid, REFERER, shop],
    ['nobody, if the name is unknown', 'nobody', REFERER, null],
    ['the one in the Referer', null, REFERER, chat],
    ['the default, if the Referer names none', null, 'https://a.test/', shop],
    ['the default, if the Referer names one that is not loaded', null, REFERER.replace('fed', 'fff'), shop],
    ['the default, if nothing names any', null, null, shop],
  ])('%s', (_, named, referer, expected) => {
    expect(appOf(apps, named, referer)).toBe(expected);
  });

  it('nobody, if nothing names any and there is no default', () => {
    expect(appOf({ ...apps, fallback: null }, null, null)).toBeNull();
  });

  it('the Referer tells the release channel too', () => {
    expect(namedByReferer(REFERER)).toEqual({ appid: chat.appid, version: 'devtools' });
    expect(namedByReferer('https://a.test/wx12/0/')).toBeNull();
  });
});
