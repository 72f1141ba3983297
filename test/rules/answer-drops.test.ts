import { expect, it } from 'vitest';
import { answerDrops } from '../../src/rules/answer-drops.ts';
import { policyOf } from '../support/policy.ts';

it.each([
  [undefined, ['alt-svc']],
  ['error', ['alt-svc']],
  ['off', []],
] as const)('alt-svc %s: %j', (effect, expected) => {
  const effects = new Map(effect ? [['alt-svc', effect] as const] : []);
  expect([...answerDrops(policyOf({ effects }))]).toEqual(expected);
});
