import { describe, expect, it } from 'vitest';
import { appSchema, networkTimeout } from '../../src/config/app-schema.ts';
import { rules } from '../../src/rules/index.ts';

const appid = 'wx0123456789abcdef';
const messages = (app: object): readonly string[] =>
  appSchema.safeParse({ appid, ...app }).error?.issues.map(({ message }) => message) ?? [];

it('an appid alone means the documented defaults', () => {
  expect(appSchema.parse({ appid })).toEqual({
    appid,
    profile: 'tcsas',
    version: '0',
    platform: 'strictest',
    baseLibrary: '3.5.0',
    domains: { request: [], uploadFile: [], downloadFile: [], connectSocket: [], udp: [], tcp: [] },
    media: [],
    certs: {},
    concurrency: { overflow: 'queue' },
    lan: { prefix: 24 },
    icp: false,
    skipVerification: false,
    emulate: false,
    rules: {},
  });
});

const pin = `sha256/${'A'.repeat(43)}=`;

describe('forms', () => {
  it.each([
    [{ appid: 'my_app-1' }],
    [{ version: '0' }],
    [{ version: 'devtools' }],
    [{ version: '12' }],
    [{ baseLibrary: '2.10.4' }],
    [{ certs: { 'api.shop.test': [pin] } }],
    [{ networkTimeout: { request: 1 } }],
    [{ rules: { 'no-ip-literal': 'warn' } }],
    [{ rules: { bom: 'off' } }],
  ])('%j is right', (app) => {
    expect(messages(app)).toEqual([]);
  });

  it.each([
    [{ appid: '' }, 'an appid is'],
    [{ appid: 'a b' }, 'an appid is'],
    [{ appid: 'x'.repeat(65) }, 'an appid is'],
    [{ version: '012' }, 'a version is'],
    [{ version: '1.0' }, 'a version is'],
    [{ baseLibrary: '3.5' }, 'three numbers'],
    [{ certs: { 'api.shop.test': [`sha256/${'A'.repeat(42)}=`] } }, 'is no pin'],
    [{ certs: { 'api.shop.test': [`sha256/${'A'.repeat(42)}B=`] } }, 'is no pin'],
    [{ certs: { 'api.shop.test': [`sha1/${'A'.repeat(43)}=`] } }, 'mpgate pin HOST'],
    [{ certs: { 'api.shop.test': [] } }, ''],
    [{ media: ['https://img.shop.test'] }, 'is no host name'],
    [{ networkTimeout: { request: 0 } }, ''],
    [{ networkTimeout: { request: 1.5 } }, ''],
    [{ lan: { prefix: 0 } }, ''],
    [{ rules: { 'no-ip-literal': 'of' } }, ''],
    [{ rules: { 'no-ip-litteral': 'off' } }, ''],
  ])('%j is a mistake: %s', (app, part) => {
    expect(messages(app)).toEqual([expect.stringContaining(part)]);
  });
});

describe('profile', () => {
  it.each([
    ['wechatt', '"wechatt" is no profile; did you mean "wechat"?'],
    ['weibo', 'there are tcsas, tcsas-2024, tcsas-game, wechat, wechat-current'],
    ['./mine.yaml', '"./mine.yaml" is no profile'],
  ])('%s: %s', (profile, part) => {
    expect(messages({ profile })).toEqual([expect.stringContaining(part)]);
  });
});

it('a rule that protects the gate cannot be changed', () => {
  const guards = rules.filter(({ guard }) => guard);
  expect(guards.length).toBeGreaterThan(0);
  for (const { id } of guards) {
    expect(messages({ rules: { [id]: 'off' } })).toEqual([
      `the rule ${id} protects the gate itself and cannot be changed; leave it out`,
    ]);
  }
});

it('networkTimeout takes the four APIs that have one', () => {
  expect(networkTimeout.safeParse({ request: 1, connectSocket: 2, uploadFile: 3, downloadFile: 4 }).success).toBe(true);
  expect(networkTimeout.safeParse({ udp: 1 }).success).toBe(false);
});
