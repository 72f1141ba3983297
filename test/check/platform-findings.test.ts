import { describe, expect, it } from 'vitest';
import { platformFindings } from '../../src/check/platform-findings.ts';
import { peerOf } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

const named = (facts: Parameters<typeof platformFindings>[0], policy = policyOf()) =>
  platformFindings(facts, policy, 'request').map(({ rule, effect, platforms }) => [rule, effect, platforms.join(' ')]);

describe('what the rules say of a server on each platform', () => {
  it('is nothing of a good one', () => {
    expect(named(peerOf())).toEqual([]);
  });

  it('is one finding where all say alike', () => {
    expect(named(peerOf({ trust: 'incomplete' }))).toEqual([['cert-chain', 'error', 'ios android strictest']]);
  });

  it('names the phones where it shows on some only: iOS alone asks for forward secrecy', () => {
    const facts = peerOf({ forwardSecret: false, cipher: 'AES128-SHA' });
    expect(named(facts)).toEqual([['cert-ats', 'error', 'ios strictest']]);
  });

  it('is whatever the policy’s platform is, and has what the client shows', () => {
    const [finding] = platformFindings(peerOf({ nameMatches: false }), policyOf({ platform: 'ios' }), 'uploadFile');
    expect(finding).toMatchObject({ rule: 'cert-name', errno: 600001, platforms: ['ios', 'android', 'strictest'] });
    expect(finding?.errMsg).toMatch(/^uploadFile:fail /);
  });
});
