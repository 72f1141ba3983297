import { describe, expect, it } from 'vitest';
import { parseEntry } from '../../../src/config/parse-entry.ts';
import type { ApiGuess } from '../../../src/model/facts.ts';
import { schemeHttpsWss } from '../../../src/rules/tunnel/scheme-https-wss.ts';
import { ask, askWord, certainly, tunnelTo, unread } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['request', 'https://a.test', 'pass'],
  ['request', 'HTTPS://a.test', 'pass'],
  ['request', 'http://a.test', 'fail'],
  ['request', 'wss://a.test', 'fail'],
  ['request', 'a.test', 'fail'],
  ['uploadFile', 'https://a.test', 'pass'],
  ['downloadFile', 'ftp://a.test', 'fail'],
  ['connectSocket', 'wss://a.test', 'pass'],
  ['connectSocket', 'https://a.test', 'fail'],
  ['connectSocket', 'ws://a.test', 'fail'],
  ['udp', 'udp://a.test', 'pass'],
  ['udp', 'a.test', 'pass'],
  ['udp', 'tcp://a.test', 'fail'],
  ['tcp', 'tcp://a.test', 'pass'],
  ['tcp', 'a.test', 'pass'],
  ['tcp', 'https://a.test', 'fail'],
] as const)('in the %s list, %s: %s', (list, value, expected) => {
  expect(askWord(schemeHttpsWss, 'config', parseEntry(list, value, 0), policyOf())).toBe(expected);
});

describe('tunnel', () => {
  it.each([
    [undefined, 'api.shop.test', 'n/a'],
    [null, 'api.shop.test', 'pass'],
    ['api.shop.test', 'api.shop.test', 'pass'],
    [null, '192.168.1.30', 'n/a'],
  ])('SNI %s to %s, and nothing decrypted: %s', (sni, to, expected) => {
    expect(askWord(schemeHttpsWss, 'tunnel', tunnelTo({ to, sni }), policyOf())).toBe(expected);
  });

  const fetched: ApiGuess = { candidates: ['downloadFile', 'request'], sure: 'unknown' };

  it.each([
    [null, unread, 'api.shop.test', 'n/a'],
    ['https', certainly('request'), 'api.shop.test', 'pass'],
    ['https', fetched, 'api.shop.test', 'pass'],
    ['http', certainly('request'), 'api.shop.test', 'fail'],
    ['http', fetched, 'api.shop.test', 'fail'],
    ['wss', certainly('connectSocket'), 'ws.shop.test', 'pass'],
    ['ws', certainly('connectSocket'), 'ws.shop.test', 'fail'],
    ['https', certainly('connectSocket'), 'ws.shop.test', 'fail'],
    ['http', certainly('request'), '192.168.1.30', 'n/a'],
    ['ws', certainly('connectSocket'), '192.168.1.30', 'n/a'],
    ['http', certainly('request'), '8.8.8.8', 'fail'],
    ['udp', certainly('udp'), 'udp.shop.test', 'n/a'],
    ['tcp', certainly('tcp'), 'tcp.shop.test', 'n/a'],
  ] as const)('%s %o to %s: %s', (scheme, api, to, expected) => {
    expect(askWord(schemeHttpsWss, 'tunnel', tunnelTo({ to, scheme, api }), policyOf())).toBe(expected);
  });

  it('says what it must be', () => {
    expect(ask(schemeHttpsWss, 'tunnel', tunnelTo({ scheme: 'http', api: unread }), policyOf())).toBe(
      'http://api.shop.test must be https:// or wss:// for request, uploadFile, downloadFile, connectSocket.',
    );
  });
});
