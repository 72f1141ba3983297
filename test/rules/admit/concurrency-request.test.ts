import { expect, it } from 'vitest';
import { concurrencyRequest } from '../../../src/rules/admit/concurrency-request.ts';
import { admitOf, ask, askWord } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['queue', 'request', 9, true, 'pass'],
  ['queue', 'request', 10, true, 'pass'],
  ['queue', 'request', 10, false, 'fail'],
  ['reject', 'request', 9, true, 'pass'],
  ['reject', 'request', 10, true, 'fail'],
  ['reject', 'request', 11, true, 'fail'],
  ['reject', 'socket', 10, true, 'n/a'],
] as const)('%s: a %s beside %i, room %s: %s', (overflow, kind, running, room, expected) => {
  const facts = admitOf({ kind, running, room });
  expect(askWord(concurrencyRequest, 'admit', facts, policyOf({ overflow }))).toBe(expected);
});

it('says that the line is full', () => {
  expect(ask(concurrencyRequest, 'admit', admitOf({ running: 10, waiting: 1000, room: false }), policyOf())).toBe(
    '10 requests, uploads and downloads of wx0123456789abcdef are running, 1000 are waiting, and the line is full.',
  );
});

it('has nothing to say where a platform names no limit', () => {
  expect(askWord(concurrencyRequest, 'admit', admitOf({ running: 50 }), policyOf({ profile: 'alipay' }))).toBe('n/a');
});
