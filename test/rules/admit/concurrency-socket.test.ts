import { expect, it } from 'vitest';
import { concurrencySocket } from '../../../src/rules/admit/concurrency-socket.ts';
import { admitOf, askWord } from '../../support/facts.ts';
import { policyOf } from '../../support/policy.ts';

it.each([
  ['socket', 0, 'pass'],
  ['socket', 4, 'pass'],
  ['socket', 5, 'fail'],
  ['socket', 6, 'fail'],
  ['request', 5, 'n/a'],
] as const)('a %s beside %i: %s, line or no line', (kind, running, expected) => {
  for (const overflow of ['queue', 'reject'] as const) {
    expect(askWord(concurrencySocket, 'admit', admitOf({ kind, running }), policyOf({ overflow }))).toBe(expected);
  }
});
