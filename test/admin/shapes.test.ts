import { expect, it } from 'vitest';
import { flowShape, problemShape } from '../../src/admin/shapes.ts';
import { record } from '../../src/events/record.ts';
import { aborted, began, completed, failed, flowOf, judged, refused, violation } from '../events/made.ts';

it.each([
  ['open', flowOf(began('a'))],
  ['completed', flowOf(began('a'), judged('a', 'tunnel', ['r']), completed('a'))],
  [
    'refused',
    flowOf(began('a'), judged('a', 'tunnel', [], [violation('r', { mild: true })]), refused('a', violation('r'))),
  ],
  ['failed', flowOf(began('a'), judged('a', 'body', [], [], [{ rule: 'r', reason: 'gzip' }]), failed('a'))],
  ['aborted', flowOf(began('a', { appid: null, profile: null, version: null }), aborted('a'))],
])('a flow that is %s has the shape that is told of it', (_name, flow) => {
  expect(flowShape.parse(record(flow))).toEqual(record(flow));
});

it('a problem is of the form of RFC 9457, and names no more than it should', () => {
  const problem = { type: 'about:blank', title: 'Not Found', status: 404, detail: 'There is nothing.' };
  expect(problemShape.safeParse(problem).success).toBe(true);
  expect(problemShape.safeParse({ ...problem, stack: 'at …' }).success).toBe(false);
});
