import { describe, expect, it } from 'vitest';
import { judge } from '../../src/rules/judge.ts';
import { certainly, dialTo, requestTo, responseOf, tunnelTo } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

const unlisted = tunnelTo({ to: 'b.shop.test', scheme: 'https', api: certainly('request') });

describe('judge', () => {
  it('blocks with the first error as the cause', () => {
    const verdict = judge('tunnel', tunnelTo({ to: '127.0.0.1' }), policyOf(), 'request');
    expect(verdict).toMatchObject({ outcome: 'block', cause: { rule: 'no-localhost' } });
    expect(verdict.violations.map(({ rule }) => rule)).toEqual(['no-localhost', 'lan-address', 'no-ip-literal']);
  });

  it('gives a violation all that a client is told', () => {
    const verdict = judge('tunnel', unlisted, policyOf(), 'request');
    expect(verdict.violations).toEqual([
      {
        rule: 'domain-allowlist',
        effect: 'error',
        errMsg: 'request:fail url not in domain list',
        errno: 600002,
        profile: 'tcsas',
        source: 'S0:103',
        message: 'b.shop.test is not in the request domain list of wx0123456789abcdef',
        expected: 'api.shop.test',
        actual: 'b.shop.test',
        fix: expect.stringContaining('Mini Program Console > Settings > Development Settings > Server Domain Name'),
        skipped: false,
      },
    ]);
  });

  it.each([
    ['tcsas', 'S0:103'],
    ['tcsas-2024', 'S1:11'],
    ['tcsas-game', 'S2:4'],
    ['wechat', 'S3:18'],
  ] as const)('cites the document of %s', (profile, source) => {
    expect(judge('tunnel', unlisted, policyOf({ profile }), 'request').violations[0]?.source).toBe(source);
  });

  it('cites the first document where the platform’s own says nothing', () => {
    const verdict = judge('request', requestTo({ method: 'PATCH' }), policyOf({ profile: 'wechat' }), 'request');
    expect(verdict.violations[0]).toMatchObject({ rule: 'method', source: 'S4:164' });
  });

  it('names the rules that were asked and content, and leaves out those that did not apply', () => {
    const { passed } = judge('tunnel', tunnelTo(), policyOf(), 'request');
    expect(passed).toContain('domain-allowlist');
    expect(passed).not.toContain('lan-address');
  });

  it('names the rules that could not answer, with the reason, and passes none of them', () => {
    const verdict = judge('response', responseOf({ text: null, coding: 'gzip' }), policyOf(), 'request');
    const reason = 'the text of the answer came compressed (gzip) and was not read';
    expect(verdict.unchecked).toEqual(['encoding-utf8', 'bom', 'status-any'].map((rule) => ({ rule, reason })));
    expect(verdict).toMatchObject({ outcome: 'pass', violations: [], passed: ['streaming', 'alt-svc'] });
    expect(judge('response', responseOf(), policyOf(), 'request')).not.toHaveProperty('unchecked');
  });

  it('lets a rule of effect warn pass and report', () => {
    const policy = policyOf({ effects: new Map([['domain-allowlist', 'warn']]) });
    const verdict = judge('tunnel', unlisted, policy, 'request');
    expect(verdict).toMatchObject({ outcome: 'pass', violations: [{ effect: 'warn', skipped: false }] });
  });

  it('says where a rule itself only warns, which no release will refuse', () => {
    const facts = responseOf({ text: { isUtf8: false, charset: 'gbk', converts: true } });
    expect(judge('response', facts, policyOf(), 'request').violations).toMatchObject([{ effect: 'warn', mild: true }]);
    expect(judge('tunnel', unlisted, policyOf(), 'request').violations[0]).not.toHaveProperty('mild');
  });

  it('does not ask a rule that is off', () => {
    const policy = policyOf({ effects: new Map([['domain-allowlist', 'off']]) });
    const verdict = judge('tunnel', unlisted, policy, 'request');
    expect(verdict.violations).toEqual([]);
    expect(verdict.passed).not.toContain('domain-allowlist');
  });

  it('asks a guard though it is off, and blocks by it though verification is skipped', () => {
    const policy = policyOf({ effects: new Map([['upstream-address', 'off']]), skipVerification: true });
    const facts = dialTo({ address: '127.0.0.1', range: 'loopback' });
    expect(judge('dial', facts, policy, 'request')).toMatchObject({ cause: { rule: 'upstream-address' } });
  });

  it('turns errors that the switch covers into warnings, and says that it did', () => {
    const verdict = judge('tunnel', unlisted, policyOf({ skipVerification: true }), 'request');
    expect(verdict.outcome).toBe('pass');
    expect(verdict.violations.map(({ rule, skipped }) => [rule, skipped])).toEqual([
      ['skip-verification', false],
      ['domain-allowlist', true],
    ]);
  });

  it('does not let the switch cover other errors', () => {
    const verdict = judge('request', requestTo({ method: 'PATCH' }), policyOf({ skipVerification: true }), 'request');
    expect(verdict).toMatchObject({ outcome: 'block', cause: { rule: 'method', skipped: false } });
  });
});
