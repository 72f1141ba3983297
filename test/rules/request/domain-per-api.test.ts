import { describe, expect, it } from 'vitest';
import type { ApiGuess } from '../../../src/model/facts.ts';
import { domainPerApi } from '../../../src/rules/request/domain-per-api.ts';
import { ask, askWord, certainly, requestTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const fetched: ApiGuess = { candidates: ['downloadFile', 'request'], sure: 'unknown' };
const policy = policyOf({ media: new Set(['img.shop.test']) });

it.each([
  ['api.shop.test', certainly('request'), 'GET', 'pass'],
  ['cdn.shop.test', certainly('request'), 'GET', 'fail'],
  ['cdn.shop.test', certainly('downloadFile'), 'GET', 'pass'],
  ['api.shop.test', certainly('downloadFile'), 'GET', 'fail'],
  ['up.shop.test', certainly('uploadFile'), 'POST', 'pass'],
  ['api.shop.test', certainly('connectSocket'), 'GET', 'fail'],
  ['api.shop.test', fetched, 'GET', 'pass'],
  ['cdn.shop.test', fetched, 'GET', 'pass'],
  ['up.shop.test', fetched, 'GET', 'fail'],
  ['192.168.1.30', certainly('request'), 'GET', 'n/a'],
] as const)('%s, %o, %s: %s', (to, api, method, expected) => {
  expect(askWord(domainPerApi, 'request', requestTo({ to, api, method }), policy)).toBe(expected);
});

describe('a host in "media" alone', () => {
  it.each([
    [fetched, 'GET', 'pass'],
    [fetched, 'HEAD', 'pass'],
    [fetched, 'POST', 'fail'],
    [{ candidates: ['downloadFile'], sure: 'likely' }, 'GET', 'pass'],
    [certainly('downloadFile'), 'GET', 'fail'],
    [{ candidates: ['request'], sure: 'likely' }, 'GET', 'fail'],
    [certainly('connectSocket'), 'GET', 'fail'],
  ] as const)('%o, %s: %s', (api, method, expected) => {
    expect(askWord(domainPerApi, 'request', requestTo({ to: 'img.shop.test', api, method }), policy)).toBe(expected);
  });
});

it.each([
  ['cdn.shop.test', certainly('request'), 'cdn.shop.test is not in the request domain list of wx0123456789abcdef.'],
  [
    'up.shop.test',
    fetched,
    'up.shop.test is not in the downloadFile or request domain list of wx0123456789abcdef; its headers do not tell which API it comes from.',
  ],
  [
    'img.shop.test',
    certainly('request'),
    'img.shop.test is not in the request domain list of wx0123456789abcdef; it is in "media", which is for what pages show and not for calls.',
  ],
])('%s, %o: the message', (to, api, message) => {
  expect(ask(domainPerApi, 'request', requestTo({ to, api }), policy)).toBe(message);
});
