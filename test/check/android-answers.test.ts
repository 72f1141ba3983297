import { describe, expect, it } from 'vitest';
import { androidAnswers } from '../../src/check/android-answers.ts';
import { finding, lookAt } from '../cli/checked.ts';
import { authorityOf, peerOf } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

const question = (policy = policyOf()) =>
  ({ authority: authorityOf('api.shop.test'), api: 'uploadFile', policy }) as const;
const modern = lookAt('203.0.113.7', { facts: peerOf({ offered: ['TLSv1.3'] }) });
const rules = (...given: Parameters<typeof androidAnswers>) =>
  androidAnswers(...given).map(({ findings }) => findings.map(({ rule }) => rule).join(' '));

describe('what phones of each version of Android show', () => {
  it('is what their version has against the server, then what every Android has', () => {
    const found = [finding({ rule: 'cert-name' }), finding({ rule: 'cert-ats', platforms: ['ios'] })];
    const own = 'tls-legacy cert-name';
    expect(rules([modern], found, question())).toEqual([own, own, own, 'cert-name', 'cert-name']);
  });

  it('is said once, however many addresses show it, with the API in the error', () => {
    const [first] = androidAnswers([modern, modern], [], question());
    expect(first?.findings).toEqual([
      {
        rule: 'tls-legacy',
        errMsg: 'uploadFile:fail ssl hand shake error',
        errno: 600001,
        message: 'They have TLSv1 at best, api.shop.test has TLSv1.3.',
      },
    ]);
  });

  it('leaves out warnings, what the rule for all old phones says, and rules that are off', () => {
    const found = [finding({ effect: 'warn' }), finding({ rule: 'tls-legacy' })];
    const off = policyOf({ effects: new Map([['tls-legacy', 'off']]) });
    expect(rules([modern], found, question(off))).toEqual(['', '', '', '', '']);
  });
});
