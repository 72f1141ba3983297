import { describe, expect, it } from 'vitest';
import { answersOf, learnedOf } from '../../src/check/learned-of.ts';
import { peerOf } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';
import { orderTo } from '../upstream/dialling.ts';

const target = { address: '127.0.0.1', port: 443, mapped: true };
const asker = orderTo('api.shop.test', { policy: policyOf({ platform: 'strictest' }) });
const own = peerOf({ to: 'api.shop.test', protocol: 'TLSv1.3', offered: null });
const newest = { ...own, offered: ['TLSv1.3'] };

describe('what a look says besides the flow’s own handshake', () => {
  it('is only what that did not answer', () => {
    expect([...answersOf(newest, asker, { target, facts: own })]).toEqual(['tls-legacy']);
    const said = learnedOf({ facts: newest, trouble: null, isOver: false }, asker, { target, facts: own });
    expect([said.passed, said.violations.map(({ rule }) => rule), said.unchecked]).toEqual([[], ['tls-legacy'], []]);
  });

  it('is everything where the bytes pass unread', () => {
    const said = learnedOf({ facts: newest, trouble: null, isOver: false }, asker, { target, facts: null });
    expect(said.passed).toContain('cert-name');
  });

  it('is the reason where versions are not known', () => {
    const learned = { facts: own, trouble: 'it was silent', isOver: false };
    const said = learnedOf(learned, asker, { target, facts: own });
    expect(said).toEqual({ passed: [], violations: [], unchecked: [{ rule: 'tls-legacy', reason: 'it was silent' }] });
  });

  it('is the reason for every rule that is not off, where nothing was seen', () => {
    const off = { ...asker, policy: policyOf({ effects: new Map([['cert-name', 'off']]) }) };
    const said = learnedOf({ facts: null, trouble: 'gone', isOver: false }, off, { target, facts: null });
    const rules = said.unchecked.map(({ rule }) => rule);
    expect([rules.includes('cert-dates'), rules.includes('cert-name')]).toEqual([true, false]);
  });
});
