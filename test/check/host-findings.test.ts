import { describe, expect, it } from 'vitest';
import { hostFindings } from '../../src/check/host-findings.ts';
import { lookAt, serverFacts } from '../cli/checked.ts';
import { authorityOf, peerOf } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

const question = { authority: authorityOf('api.shop.test'), api: 'request', policy: policyOf() } as const;
const told = (...looks: Parameters<typeof hostFindings>[0]) =>
  hostFindings(looks, question).map(({ rule, effect, message }) => [rule, effect, message]);
const expired = { facts: peerOf({ nameMatches: false }) };
const dead = (where: 'here' | 'there') =>
  lookAt('2001:db8::7', { facts: null, server: null, trouble: { text: 'ENETUNREACH', where } });

describe('what is amiss with a host', () => {
  it('is one finding where every address shows it', () => {
    expect(told(lookAt('203.0.113.7', expired), lookAt('203.0.113.8', expired))).toEqual([
      ['cert-name', 'error', 'The certificate of api.shop.test is for DNS:api.shop.test.'],
    ]);
  });

  it('names the addresses where only some do', () => {
    expect(told(lookAt('203.0.113.7'), lookAt('203.0.113.8', expired), lookAt('203.0.113.9', expired))).toEqual([
      [
        'cert-name',
        'error',
        'The certificate of api.shop.test is for DNS:api.shop.test (at 203.0.113.8, 203.0.113.9 only).',
      ],
    ]);
  });

  it.each([
    ['at every address: by the name', [lookAt('203.0.113.7', expired)], null],
    ['at one of them', [lookAt('203.0.113.7'), lookAt('203.0.113.8', expired)], { address: '203.0.113.8', port: 443 }],
    [
      'at an address that is not where the name leads',
      [lookAt('127.0.0.1', { ...expired, mapped: true, port: 9443 })],
      { address: '127.0.0.1', port: 9443 },
    ],
  ])('shows %s', (_, looks, shownAt) => {
    expect(hostFindings(looks, question)).toEqual([expect.objectContaining({ rule: 'cert-name', shownAt })]);
  });

  it('is a demand for a client certificate', () => {
    const [found] = told(lookAt('203.0.113.7', { server: serverFacts({ clientCertificate: 'required' }) }));
    expect(found).toEqual(['unreachable', 'error', expect.stringContaining('demands a client certificate')]);
  });

  it.each([
    ['a dead address among living ones', [lookAt('203.0.113.7'), dead('there')], 'error', /\(at 2001:db8::7 only\)\.$/],
    ['one that this machine cannot get to', [lookAt('203.0.113.7'), dead('here')], 'warn', /from this machine/],
    ['no way to any', [dead('here')], 'error', /cannot be checked: ENETUNREACH\.$/],
  ])('%s', (_, looks, effect, message) => {
    expect(told(...looks)).toEqual([['unreachable', effect, expect.stringMatching(message)]]);
  });
});
