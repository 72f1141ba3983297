import { expect, it } from 'vitest';
import { contentTypeDefault } from '../../../src/rules/request/content-type-default.ts';
import { askWord, certainly, requestTo } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['JSON', {}, 'pass'],
  ['another', { contentType: 'text/plain' }, 'pass'],
  ['none', { contentType: null }, 'fail'],
  ['none, of a POST without a label', { contentType: null, api: { candidates: ['request'], sure: 'likely' } }, 'fail'],
  ['none, of a GET without a label', { contentType: null, api: { candidates: ['request'], sure: 'unknown' } }, 'n/a'],
  ['none, of a download', { contentType: null, api: certainly('downloadFile') }, 'n/a'],
  ['none, of a socket', { contentType: null, api: certainly('connectSocket') }, 'n/a'],
] as const)('%s: %s', (_, facts, expected) => {
  expect(askWord(contentTypeDefault, 'request', requestTo(facts), policyOf())).toBe(expected);
});
