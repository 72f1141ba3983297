import { describe, expect, it } from 'vitest';
import { tlsLegacy } from '../../../src/rules/peer/tls-legacy.ts';
import { peerBelow, peerOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

const ask = (
  facts: ReturnType<typeof peerOf>,
  platform: 'ios' | 'android' | 'strictest',
  profile: 'tcsas' | 'wechat',
) => {
  const answer = tlsLegacy.checks.peer?.(facts, policyOf({ platform, profile }));
  if (answer === undefined || typeof answer === 'string') return answer;
  return 'effect' in answer && answer.effect ? answer.effect : 'error';
};

const NEWEST = peerOf({ protocol: 'TLSv1.3', offered: ['TLSv1.3'] });
const TODAY = peerOf({ protocol: 'TLSv1.3', offered: ['TLSv1.2', 'TLSv1.3'] });
const OLD = peerOf({ protocol: 'TLSv1.3', offered: ['TLSv1.1', 'TLSv1.2', 'TLSv1.3'] });

describe('a version of TLS for old Android phones', () => {
  it.each([
    ['TLS 1.3 alone', NEWEST, 'strictest', 'wechat', 'error'],
    ['TLS 1.3 alone', NEWEST, 'android', 'wechat', 'warn'],
    ['TLS 1.3 alone', NEWEST, 'ios', 'wechat', 'n/a'],
    ['1.2 and 1.3', TODAY, 'strictest', 'wechat', 'pass'],
    ['1.2 and 1.3, where the document asks for 1.1 (S0:152)', TODAY, 'strictest', 'tcsas', 'warn'],
    ['1.1 to 1.3', OLD, 'strictest', 'tcsas', 'pass'],
    ['a handshake with 1.2, and no more known', peerOf({ protocol: 'TLSv1.2' }), 'android', 'wechat', 'pass'],
    ['a handshake with 1.3, and no more known', peerOf({ protocol: 'TLSv1.3' }), 'android', 'wechat', 'n/a'],
    ['no handshake', peerBelow, 'strictest', 'wechat', 'n/a'],
  ] as const)('%s, %o on %s by %s: %s', (_, facts, platform, profile, expected) => {
    expect(ask(facts, platform, profile)).toBe(expected);
  });

  it('names what the server speaks, and what is missing', () => {
    expect(tlsLegacy.checks.peer?.(NEWEST, policyOf({ profile: 'wechat' }))).toMatchObject({
      message: 'api.shop.test speaks TLSv1.3 only: old Android phones, which have TLSv1.2 at best, cannot reach it.',
      expected: 'TLSv1.2 or below, besides',
      actual: 'TLSv1.3',
    });
  });
});
