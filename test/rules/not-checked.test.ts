import { expect, it } from 'vitest';
import { notChecked } from '../../src/rules/not-checked.ts';
import { policyOf } from '../support/policy.ts';

const unchecked = (effects: ReadonlyMap<string, 'off'>) => notChecked('dial', policyOf({ effects }), 'why').unchecked;

it('names each rule of the stage with the reason, but for those that are off; a guard never is', () => {
  const [address, inside] = ['upstream-address', 'upstream-private'].map((rule) => ({ rule, reason: 'why' }));
  expect(unchecked(new Map())).toEqual([address, inside]);
  expect(
    unchecked(
      new Map([
        ['upstream-address', 'off'],
        ['upstream-private', 'off'],
      ]),
    ),
  ).toEqual([address]);
});

it('is no block, and no pass of any rule', () => {
  expect(notChecked('dial', policyOf(), 'why')).toMatchObject({ outcome: 'pass', violations: [], passed: [] });
});
