import { expect, it } from 'vitest';
import { apis } from '../../src/rules/apis.ts';
import { policyOf } from '../support/policy.ts';

it('has every API that has a domain list', () => {
  expect([...apis].sort()).toEqual(Object.keys(policyOf().lists).sort());
});
