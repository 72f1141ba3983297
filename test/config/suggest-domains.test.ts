import { describe, expect, it } from 'vitest';
import { suggestDomains } from '../../src/config/suggest-domains.ts';
import type { SeenPlace } from '../../src/model/seen-place.ts';
import { policyOf } from '../support/policy.ts';

const place = (changes: Partial<SeenPlace>): SeenPlace => ({
  api: 'request',
  sure: 'likely',
  scheme: 'https',
  host: 'api.shop.test',
  port: 443,
  flows: 1,
  mediaOnly: false,
  ...changes,
});
const shop = { request: ['https://api.shop.test'], connectSocket: ['wss://ws.shop.test'] };

it('says per API what is used but not listed, and what is listed in vain', () => {
  const places = [
    place({}),
    place({ host: 'b.shop.test', flows: 2 }),
    place({ api: 'uploadFile', host: 'b.shop.test' }),
    place({ host: 'b.shop.test', sure: 'unknown' }),
  ];
  const found = suggestDomains(places, policyOf({ domains: shop }));
  expect(found.missing).toEqual([
    { list: 'request', entry: 'https://b.shop.test', flows: 3, sure: 'likely' },
    { list: 'uploadFile', entry: 'https://b.shop.test', flows: 1, sure: 'likely' },
  ]);
  expect(found.unused).toEqual([{ list: 'connectSocket', entry: 'wss://ws.shop.test' }]);
  expect(found.lists.request).toEqual(['https://api.shop.test', 'https://b.shop.test']);
  expect([found.media, found.never]).toEqual([[], []]);
});

it('a guess at the API is none where another list has the host', () => {
  const found = suggestDomains(
    [place({ api: 'downloadFile', sure: 'unknown' })],
    policyOf({ domains: { request: ['https://api.shop.test'] } }),
  );
  expect([found.missing, found.unused]).toEqual([[], []]);
});

describe('ports', () => {
  it.each([
    ['tcsas', 'https://b.shop.test'],
    ['wechat', 'https://b.shop.test:8443'],
  ] as const)('%s lists %s', (profile, entry) => {
    const found = suggestDomains([place({ host: 'b.shop.test', port: 8443 })], policyOf({ profile, domains: {} }));
    expect(found.missing).toMatchObject([{ entry }]);
  });

  it('where the platform knows none it can never be listed', () => {
    const found = suggestDomains([place({ port: 8443 })], policyOf({ profile: 'baidu', domains: {} }));
    expect(found.never).toMatchObject([{ url: 'https://api.shop.test:8443', rule: 'port-not-configurable' }]);
  });

  it('one of two that are listed is in vain', () => {
    const domains = { request: ['https://api.shop.test', 'https://api.shop.test:8443'] };
    const found = suggestDomains([place({ port: 8443 })], policyOf({ profile: 'wechat', domains }));
    expect([found.missing, found.unused]).toEqual([[], [{ list: 'request', entry: 'https://api.shop.test' }]]);
  });
});

describe('can never be listed', () => {
  it.each([
    [{ host: '8.8.8.8' }, 'https://8.8.8.8', 'no-ip-literal'],
    [{ host: '2001:db8::1' }, 'https://[2001:db8::1]', 'no-ip-literal'],
    [{ host: 'localhost' }, 'https://localhost', 'no-localhost'],
    [{ scheme: 'http', port: 80 }, 'http://api.shop.test', 'scheme-https-wss'],
    [{ host: 'api.weixin.qq.com' }, 'https://api.weixin.qq.com', 'forbidden-domain'],
  ])('%j', (changes, url, rule) => {
    const found = suggestDomains([place(changes)], policyOf({ profile: 'wechat', domains: shop }));
    expect(found.missing).toEqual([]);
    expect(found.never).toMatchObject([{ url, rule, flows: 1 }]);
    expect(found.never[0]?.fix).not.toBe('');
  });
});

it('hosts of images alone go into "media", unless another request went there or they are in it', () => {
  const image = place({ api: 'downloadFile', sure: 'unknown', mediaOnly: true });
  const places = [
    { ...image, host: 'img.test', flows: 4 },
    { ...image, host: 'both.test' },
    place({ host: 'both.test' }),
    { ...image, host: 'known.test' },
  ];
  const found = suggestDomains(places, policyOf({ domains: {}, media: new Set(['known.test']) }));
  expect(found.media).toEqual([{ host: 'img.test', flows: 4 }]);
  expect(found.missing.map(({ list, entry }) => [list, entry])).toEqual([
    ['downloadFile', 'https://both.test'],
    ['request', 'https://both.test'],
  ]);
});

it('plain sockets are listed without a port', () => {
  const seen = place({ api: 'tcp', sure: 'certain', scheme: 'tcp', host: 't.test', port: 5000 });
  expect(suggestDomains([seen], policyOf({ domains: {} })).missing).toMatchObject([
    { list: 'tcp', entry: 'tcp://t.test' },
  ]);
  expect(suggestDomains([seen], policyOf({ domains: { tcp: ['tcp://t.test'] } }))).toMatchObject({
    missing: [],
    unused: [],
  });
});
