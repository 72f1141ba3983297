import { describe, expect, it } from 'vitest';
import { hostMatchesTunnel } from '../../../src/rules/tunnel/host-matches-tunnel.ts';
import { ask, askWord, authorityOf, requestTo, tunnelTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

describe('tunnel', () => {
  it.each([
    ['api.shop.test', undefined, 'n/a'],
    ['api.shop.test', null, 'n/a'],
    ['api.shop.test', 'api.shop.test', 'pass'],
    ['api.shop.test', 'API.Shop.Test.', 'pass'],
    ['xn--bcher-kva.test', 'bücher.test', 'pass'],
    ['api.shop.test', 'other.test', 'fail'],
    ['api.shop.test', 'sub.api.shop.test', 'fail'],
    ['api.shop.test', 'a, b', 'fail'],
    ['api.shop.test', '', 'fail'],
    ['192.168.1.30', 'api.shop.test', 'n/a'],
  ])('%s with SNI %s: %s', (to, sni, expected) => {
    expect(askWord(hostMatchesTunnel, 'tunnel', tunnelTo({ to, sni, scheme: 'https' }), policyOf())).toBe(expected);
  });

  it.each([
    ['api.shop.test', null, 'not-checkable'],
    ['api.shop.test', 'api.shop.test', 'not-checkable'],
    ['api.shop.test', 'other.test', 'fail'],
    ['192.168.1.30', null, 'n/a'],
  ])('%s with SNI %s, and nothing decrypted: %s', (to, sni, expected) => {
    expect(askWord(hostMatchesTunnel, 'tunnel', tunnelTo({ to, sni }), policyOf())).toBe(expected);
  });
});

describe('request', () => {
  const own = authorityOf('api.shop.test');
  const other = authorityOf('other.test');

  it.each([
    ['its own Host', [own], 'pass'],
    ['another Host', [other], 'fail'],
    ['no Host', [], 'fail'],
    ['a Host that is none', [null], 'fail'],
    ['its own Host twice', [own, own], 'fail'],
    ['two Hosts', [own, other], 'fail'],
  ])('%s: %s', (_, hosts, expected) => {
    expect(askWord(hostMatchesTunnel, 'request', requestTo({ hosts }), policyOf())).toBe(expected);
  });

  it.each([
    ['api.shop.test', null, 'pass'],
    ['api.shop.test', 443, 'pass'],
    ['api.shop.test', 8443, 'fail'],
    ['api.shop.test:8443', 8443, 'pass'],
    ['api.shop.test:8443', null, 'pass'],
  ])('a tunnel to %s, port %s in the Host header: %s', (to, writtenPort, expected) => {
    expect(askWord(hostMatchesTunnel, 'request', requestTo({ to, writtenPort }), policyOf())).toBe(expected);
  });

  it('says what is there instead', () => {
    expect(ask(hostMatchesTunnel, 'request', requestTo({ hosts: [other] }), policyOf())).toBe(
      'The request to api.shop.test:443 has the Host header other.test; it must have one Host header, and that for api.shop.test.',
    );
  });
});
