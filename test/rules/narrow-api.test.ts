import { expect, it } from 'vitest';
import type { ApiGuess } from '../../src/model/facts.ts';
import { narrowApi } from '../../src/rules/narrow-api.ts';
import { certainly, unread } from '../support/facts.ts';
import { policyOf } from '../support/policy.ts';

const fetched: ApiGuess = { candidates: ['downloadFile', 'request'], sure: 'unknown' };

it.each([
  [fetched, 'api.shop.test', ['request']],
  [fetched, 'cdn.shop.test', ['downloadFile']],
  [fetched, 'other.shop.test', ['downloadFile', 'request']],
  [unread, 'ws.shop.test', ['connectSocket']],
  [certainly('request'), 'cdn.shop.test', ['request']],
])('%o to %s may come from %j', (guess, hostname, candidates) => {
  expect(narrowApi(guess, hostname, policyOf())).toEqual({ candidates, sure: guess.sure });
});

it('keeps the order of those that are left', () => {
  const policy = policyOf({ domains: { request: ['https://a.test'], downloadFile: ['https://a.test'] } });
  expect(narrowApi(fetched, 'a.test', policy)).toEqual(fetched);
});
