import { describe, expect, it } from 'vitest';
import { appSchema } from '../../src/config/app-schema.ts';
import { compile } from '../../src/config/compile.ts';
import { profiles } from '../../src/profiles/index.ts';

const pin = (letter: string) => `sha256/${letter.repeat(43)}=`;

const compiled = (app: object, id = 'id') => {
  const parsed = appSchema.parse({ appid: 'wx0123456789abcdef', ...app });
  const profile = profiles.get(parsed.profile);
  if (!profile) throw new Error(`no profile ${parsed.profile}`);
  return compile(parsed, profile, id);
};

describe('the policy', () => {
  it('has what the file says', () => {
    const { policy } = compiled({
      name: 'Shop',
      version: '12',
      platform: 'ios',
      baseLibrary: '2.9.0',
      concurrency: { overflow: 'reject' },
      lan: { prefix: 16 },
      icp: true,
      skipVerification: true,
      emulate: true,
      rules: { 'no-ip-literal': 'warn', bom: 'off' },
    });
    expect(policy).toMatchObject({
      id: 'id',
      appid: 'wx0123456789abcdef',
      name: 'Shop',
      version: '12',
      platform: 'ios',
      baseLibrary: '2.9.0',
      overflow: 'reject',
      lanPrefix: 16,
      minDays: 21,
      icpAttested: true,
      skipVerification: true,
      emulate: true,
    });
    expect(policy.profile.name).toBe('tcsas');
    expect(Object.fromEntries(policy.effects)).toEqual({ 'no-ip-literal': 'warn', bom: 'off' });
  });

  it('of an app without a name is called by its appid', () => {
    expect(compiled({}).policy.name).toBe('wx0123456789abcdef');
  });

  it.each([
    ['tcsas', '0', 'https://appservice.qq.com/wx0123456789abcdef/0/page-frame.html'],
    ['tcsas-2024', 'devtools', 'https://servicewechat.com/wx0123456789abcdef/devtools/page-frame.html'],
    ['tcsas-game', '12', 'https://appservice.wx.com/wx0123456789abcdef/12/page-frame.html'],
    ['wechat', '12', 'https://servicewechat.com/wx0123456789abcdef/12/page-frame.html'],
  ])('%s, version %s, sends %s', (profile, version, referer) => {
    expect(compiled({ profile, version }).policy.referer).toBe(referer);
  });

  it('names the app key in the referer where the platform has one; without one it is the appid', () => {
    const refererOf = (more: object) => compiled({ profile: 'baidu', ...more }).policy.referer;
    expect(refererOf({ appKey: 'AbC123' })).toBe('https://smartapps.cn/AbC123/0/page-frame.html');
    expect(refererOf({})).toBe('https://smartapps.cn/wx0123456789abcdef/0/page-frame.html');
  });

  it('gives each API its timeout, at most the platform’s', () => {
    const { timeoutMs } = compiled({ networkTimeout: { request: 5000, uploadFile: 90_000 } }).policy;
    expect(timeoutMs).toEqual({ request: 5000, connectSocket: 60_000, uploadFile: 60_000, downloadFile: 60_000 });
  });
});

describe('hosts', () => {
  it('are canonical, and one host may stand with several ports', () => {
    const request = [
      'https://API.Shop.Test',
      'https://api.shop.test:8443',
      'https://api.shop.test:8443',
      'https://图片.test.',
    ];
    const { lists } = compiled({ profile: 'tcsas-2024', domains: { request, udp: ['udp://u.shop.test'] } }).policy;
    expect([...lists.request]).toEqual([
      ['api.shop.test', { hostname: 'api.shop.test', ports: [null, 8443] }],
      ['xn--wcsw84d.test', { hostname: 'xn--wcsw84d.test', ports: [null] }],
    ]);
    expect([...lists.udp.keys()]).toEqual(['u.shop.test']);
    expect(lists.tcp.size).toBe(0);
  });

  it('of media and pins are canonical too; two spellings of one share their pins', () => {
    const certs = { 'Api.Shop.Test': [pin('A')], 'api.shop.test.': [pin('Q')] };
    const { media, pins } = compiled({ media: ['IMG.shop.test'], certs }).policy;
    expect([...media]).toEqual(['img.shop.test']);
    expect([...pins]).toEqual([['api.shop.test', new Set([pin('A'), pin('Q')])]]);
  });

  it('that no parser takes are in no list', () => {
    expect(compiled({ domains: { request: ['https://a b'] } }).policy.lists.request.size).toBe(0);
  });

  it('a platform without pins gets none', () => {
    expect(compiled({ profile: 'wechat', certs: { 'api.shop.test': [pin('A')] } }).policy.pins.size).toBe(0);
  });
});

describe('what the rules say of the lists', () => {
  const domains = { request: ['https://ok.shop.test', 'https://8.8.8.8'], connectSocket: ['https://ws.shop.test'] };

  it('comes with list and place, in the order of the file', () => {
    const { violations } = compiled({ domains });
    expect(violations.map(({ list, index, violation }) => [list, index, violation.rule])).toEqual([
      ['request', 1, 'no-ip-literal'],
      ['connectSocket', 0, 'scheme-https-wss'],
    ]);
  });

  it('the policy keeps what is let through, and which rules every entry passed', () => {
    const { policy } = compiled({ domains, rules: { 'no-ip-literal': 'warn', 'scheme-https-wss': 'off' } });
    const { outcome, violations, passed } = policy.configVerdict;
    expect(outcome).toBe('pass');
    expect(violations.map(({ rule, effect }) => [rule, effect])).toEqual([['no-ip-literal', 'warn']]);
    expect(passed).toContain('no-localhost');
    expect(passed).not.toContain('no-ip-literal');
    expect(passed).not.toContain('scheme-https-wss');
  });

  it('a rule that is off says nothing', () => {
    expect(compiled({ domains, rules: { 'no-ip-literal': 'off', 'scheme-https-wss': 'off' } }).violations).toEqual([]);
  });
});
