import { expect, it } from 'vitest';
import { bom } from '../../../src/rules/response/bom.ts';
import { askWord, responseOf } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it('of a compressed text nothing is known', () => {
  expect(askWord(bom, 'response', responseOf({ text: null, coding: 'gzip' }), policyOf())).toBe('not-checkable');
});

it.each([
  [{ boms: 0 }, 'pass'],
  [{ boms: 1 }, 'pass'],
  [{ boms: 2 }, 'fail'],
  [{ boms: 2, isWhole: false }, 'fail'],
  [{ boms: null, isWhole: false }, 'n/a'],
  [null, 'n/a'],
] as const)('%j: %s', (text, expected) => {
  expect(askWord(bom, 'response', responseOf({ text }), policyOf())).toBe(expected);
});
