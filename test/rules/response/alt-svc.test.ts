import { expect, it } from 'vitest';
import { altSvc } from '../../../src/rules/response/alt-svc.ts';
import { askWord, responseOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  [null, 'pass'],
  ['h3=":443"; ma=86400', 'fail'],
  ['clear', 'fail'],
])('%j: %s', (value, expected) => {
  expect(askWord(altSvc, 'response', responseOf({ altSvc: value, text: null }), policyOf())).toBe(expected);
});
