import { describe, expect, it } from 'vitest';
import { referer } from '../../../src/rules/request/referer.ts';
import { refererCases } from '../../support/cases.ts';
import { askWord, requestTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

describe('the documents', () => {
  it.each(refererCases)('$profile, version $version: $expect', ({ profile, appid, version, expect: expected }) => {
    const edits = referer.amend?.(requestTo(), policyOf({ profile, appid, version }));
    expect(edits).toEqual({ set: [['Referer', expected]] });
  });
});

it.each([
  [null, 'pass'],
  ['https://appservice.qq.com/wx0123456789abcdef/0/page-frame.html', 'pass'],
  ['https://appservice.qq.com/wx0123456789abcdef/1/page-frame.html', 'fail'],
  ['https://shop.test/', 'fail'],
  ['', 'fail'],
])('a request with referer %j: %s', (brought, expected) => {
  expect(askWord(referer, 'request', requestTo({ referer: brought }), policyOf())).toBe(expected);
});

it('does not repeat the query of a referer, which may hold a secret', () => {
  const answer = referer.checks.request?.(requestTo({ referer: 'https://shop.test/a?token=1#b' }), policyOf());
  expect(answer).toMatchObject({ actual: 'https://shop.test/a' });
});
