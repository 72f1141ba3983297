import { describe, expect, it } from 'vitest';
import { endsSoon, platformFindings } from '../../src/check/platform-findings.ts';
import { certificateOf, day, intermediate, noon, peerOf } from '../support/facts.ts';
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

describe('a certificate that runs out soon', () => {
  const until = (days: number, behind = 300) =>
    peerOf({
      at: noon,
      chain: [certificateOf({ notAfter: noon + days * day }), { ...intermediate, notAfter: noon + behind * day }],
    });

  it('is told of with its date', () => {
    const found = endsSoon(until(20), 21);
    expect(found).toMatchObject({ rule: 'cert-dates', effect: 'warn', actual: '20 days left', errMsg: null });
    const date = new Date(noon + 20 * day).toISOString().slice(0, 10);
    expect(found?.message).toBe(`The certificate of api.shop.test runs out on ${date}: 20 days left.`);
  });

  it('may be one of the chain', () => {
    expect(endsSoon(until(90, 3), 21)?.message).toContain(`"${intermediate.subject}" in the chain of api.shop.test`);
  });

  it('is none that lasts as long as is asked for, nor one that has run out', () => {
    expect([endsSoon(until(21), 21), endsSoon(until(-1), 21), endsSoon(peerOf({ chain: [] }), 21)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
