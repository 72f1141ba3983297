import { describe, expect, it } from 'vitest';
import { basisOfApp, basisOfProfile } from '../../src/lint/basis.ts';
import { findUrl } from '../../src/lint/find-url.ts';
import { judgeUrl } from '../../src/lint/judge-url.ts';
import type { Literal } from '../../src/lint/literal.ts';
import { tcsas } from '../../src/profiles/tcsas.ts';
import { tcsas2024 } from '../../src/profiles/tcsas-2024.ts';
import { type PolicyOptions, policyOf } from '../support/policy.ts';

const domains = {
  request: ['https://api.shop.test', 'https://pay.shop.test:8443'],
  connectSocket: ['wss://ws.shop.test'],
};

const judged = (
  url: string,
  basis = basisOfApp(policyOf({ profile: 'tcsas-2024', domains })),
  place: Literal['place'] = 'code',
) => {
  const [text = '', rest] = url.split('§');
  const found = findUrl({ text, rest: rest ?? null, offset: 0, place });
  return found ? judgeUrl(found, place, basis).map(({ rule, effect }) => `${effect} ${rule}`) : ['no URL'];
};
const app = (options: PolicyOptions) => basisOfApp(policyOf({ domains, ...options }));

describe('by an app file', () => {
  it.each([
    ['https://api.shop.test/', []],
    ['https://API.shop.test./', []],
    ['wss://ws.shop.test', []],
    ['https://pay.shop.test:8443', []],
    ['http://api.shop.test', ['error scheme-https-wss']],
    ['http://other.shop.test', ['error scheme-https-wss', 'error domain-allowlist']],
    ['https://other.shop.test', ['error domain-allowlist']],
    ['wss://api.shop.test', ['error domain-per-api']],
    ['https://ws.shop.test', ['error domain-per-api']],
    ['https://api.shop.test:443', ['error port-explicit-443']],
    ['https://api.shop.test:8443', ['error port-exact']],
    ['https://pay.shop.test', ['error port-exact']],
    ['https://pay.shop.test:§', []],
    ['http://localhost:3000', ['error no-localhost']],
    ['http://10.0.0.1', ['error no-ip-literal']],
    ['http://192.0.2.1', ['error no-ip-literal']],
    ['https://192.0.2.7', ['error no-ip-literal']],
    ['https://[2001:db8::2]', ['error no-ip-literal']],
    ['https://api.weixin.qq.com/sns', ['error forbidden-domain']],
  ])('%s', (url, expected) => expect(judged(url)).toEqual(expected));

  it('an explicit 443 is all well where the platform takes any port (S0:111)', () => {
    expect(judged('https://api.shop.test:443', app({ profile: 'tcsas' }))).toEqual([]);
  });

  it('a server API of another platform that is listed is all well', () => {
    const lists = { request: ['https://api.q.qq.com'] };
    expect(judged('https://api.q.qq.com', app({ domains: lists }))).toEqual([]);
  });

  it('effects are the app’s, and the next rule speaks where one is off', () => {
    const effects = new Map([['no-localhost', 'off'] as const, ['domain-allowlist', 'warn'] as const]);
    expect(judged('https://localhost', app({ effects }))).toEqual(['warn domain-allowlist']);
  });

  it('an address of a local network says so', () => {
    const url = findUrl({ text: 'http://192.168.1.9', rest: null, offset: 0, place: 'code' });
    const [complaint] = url ? judgeUrl(url, 'code', app({})) : [];
    expect(complaint?.message).toBe(
      '192.168.1.9 is an IP address, not a domain. Only phones in its own network reach it.',
    );
  });
});

describe('in a page', () => {
  it('an image’s host is bound to no list, so it warns only', () => {
    expect(judged('https://other.shop.test', undefined, 'page')).toEqual(['warn domain-allowlist']);
    expect(judged('https://img.shop.test', app({ media: new Set(['img.shop.test']) }), 'page')).toEqual([]);
  });

  it('a link’s host is listed elsewhere', () => {
    expect(judged('https://other.shop.test', undefined, 'link')).toEqual([]);
    expect(judged('http://other.shop.test', undefined, 'link')).toEqual(['error scheme-https-wss']);
  });
});

describe('by a platform alone', () => {
  it.each([
    ['https://other.shop.test', []],
    ['http://other.shop.test', ['error scheme-https-wss']],
    ['https://other.shop.test:443', ['error port-explicit-443']],
    ['https://other.shop.test:8443', []],
    ['http://127.1', ['error no-localhost']],
  ])('%s', (url, expected) => expect(judged(url, basisOfProfile(tcsas2024, true))).toEqual(expected));

  it('an explicit 443 is a warning if nobody named the platform, and nothing if that platform takes it', () => {
    expect(judged('https://a.test:443', basisOfProfile(tcsas, false))).toEqual(['warn port-explicit-443']);
    expect(judged('https://a.test:443', basisOfProfile(tcsas, true))).toEqual([]);
  });
});
