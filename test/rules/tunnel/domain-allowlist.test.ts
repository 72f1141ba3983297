import { describe, expect, it } from 'vitest';
import { parseEntry } from '../../../src/config/parse-entry.ts';
import { domainAllowlist } from '../../../src/rules/tunnel/domain-allowlist.ts';
import { ask, askWord, certainly, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['https://api.shop.test', 'pass'],
  ['https://api.shop.test:8443', 'pass'],
  ['https://bücher.test', 'pass'],
  ['https://api.shop.test/', 'fail'],
  ['https://api.shop.test/v1', 'fail'],
  ['https://api.shop.test?q=1', 'fail'],
  ['https://user@api.shop.test', 'fail'],
  ['https://api.shop.test ', 'fail'],
  ['https://api.shop.test:', 'fail'],
  ['https://api.shop.test:0', 'fail'],
  ['https://api.shop.test:70000', 'fail'],
  ['https://', 'fail'],
  ['', 'fail'],
  ['https://a b', 'fail'],
  ['https://xn--99999999', 'fail'],
  ['https://*.shop.test', 'n/a'],
])('%j in a list: %s', (value, expected) => {
  expect(askWord(domainAllowlist, 'config', parseEntry('request', value, 0), policyOf())).toBe(expected);
});

describe('tunnel', () => {
  const policy = policyOf({ media: new Set(['img.shop.test']) });

  it.each([
    ['api.shop.test', null, 'pass'],
    ['API.Shop.Test.', null, 'pass'],
    ['ws.shop.test', null, 'pass'],
    ['tcp.shop.test', null, 'pass'],
    ['udp.shop.test', null, 'fail'],
    ['tcp.shop.test', 'https', 'fail'],
    ['img.shop.test', null, 'pass'],
    ['img.shop.test', 'https', 'pass'],
    ['other.shop.test', null, 'fail'],
    ['shop.test', 'https', 'fail'],
    ['192.168.1.30', 'http', 'n/a'],
    ['8.8.8.8', 'https', 'n/a'],
  ] as const)('%s over %s: %s', (to, scheme, expected) => {
    const api = certainly('request');
    expect(askWord(domainAllowlist, 'tunnel', tunnelTo({ to, scheme, api }), policy)).toBe(expected);
  });

  it.each(['udp', 'tcp'] as const)('leaves %s sockets to the rule for their destination', (api) => {
    const facts = tunnelTo({ to: 'other.test', scheme: api, api: certainly(api) });
    expect(askWord(domainAllowlist, 'tunnel', facts, policy)).toBe('n/a');
  });

  it('names the list of a call and no list of a tunnel that is not read', () => {
    const to = 'b.shop.test';
    expect(ask(domainAllowlist, 'tunnel', tunnelTo({ to, scheme: 'https', api: certainly('request') }), policy)).toBe(
      'b.shop.test is not in the request domain list of wx0123456789abcdef',
    );
    expect(ask(domainAllowlist, 'tunnel', tunnelTo({ to }), policy)).toBe(
      'b.shop.test is in no domain list of wx0123456789abcdef',
    );
  });

  it('names both ways out', () => {
    expect(domainAllowlist.fix).toContain('{console}');
    expect(domainAllowlist.fix).toContain('"media"');
  });
});
