import { expect, it } from 'vitest';
import { saidAt } from '../../../src/reports/against/said.ts';
import { began, flowOf, judged, violation } from '../../events/made.ts';

const warning = violation('a', { effect: 'warn' });
const flow = flowOf(
  began('f'),
  judged('f', 'clock', ['b'], [warning], [{ rule: 'c', reason: 'why' }]),
  judged('f', 'clock', ['a'], [violation('a')]),
);

it.each([
  ['a', { answer: 'violation', violation: violation('a') }],
  ['b', { answer: 'pass' }],
  ['c', { answer: 'unchecked', unchecked: { rule: 'c', reason: 'why' } }],
  ['d', { answer: 'none' }],
])('%s: the gravest of all that was said', (rule, expected) => {
  expect(saidAt(flow, 'clock')?.(rule)).toEqual(expected);
});

it('nothing at a stage that was not reached', () => {
  expect(saidAt(flow, 'peer')).toBeNull();
});
