import { describe, expect, it } from 'vitest';
import type { ApiGuess } from '../../src/model/facts.ts';
import { slotsAtOnce, timeoutMs } from '../../src/rules/limits.ts';
import { certainly } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

const file = { request: 10_000, connectSocket: 20_000, uploadFile: 30_000, downloadFile: 60_000 };
const either: ApiGuess = { candidates: ['request', 'uploadFile'], sure: 'unknown' };

describe('timeoutMs', () => {
  it.each([
    ['tcsas', certainly('request'), null, 10_000, 'the file'],
    ['tcsas', certainly('connectSocket'), null, 20_000, 'the file'],
    ['tcsas', certainly('request'), 5_000, 5_000, 'the call'],
    ['tcsas', certainly('request'), 40_000, 40_000, 'the call beats the file'],
    ['tcsas', certainly('request'), 90_000, 60_000, 'the maximum'],
    ['wechat', certainly('request'), 5_000, 5_000, 'the call may shorten'],
    ['wechat', certainly('request'), 40_000, 10_000, 'and not lengthen'],
    ['tcsas', either, null, 30_000, 'the most patient API'],
    ['tcsas', certainly('udp'), null, 60_000, 'the platform'],
  ] as const)('%s %o, call %s: %i ms, by %s', (profile, guess, perCallMs, expected, _by) => {
    expect(timeoutMs(guess, perCallMs, policyOf({ profile, timeoutMs: file }))).toBe(expected);
  });
});

it('slotsAtOnce has no limit where the platform names none', () => {
  const policy = policyOf({ profile: 'alipay' });
  expect([slotsAtOnce('request', policy), slotsAtOnce('socket', policy)]).toEqual([Number.POSITIVE_INFINITY, 1]);
});

it('slotsAtOnce has 10 requests and 5 sockets', () => {
  expect([slotsAtOnce('request', policyOf()), slotsAtOnce('socket', policyOf())]).toEqual([10, 5]);
});
