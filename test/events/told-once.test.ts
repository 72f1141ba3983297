import { expect, it } from 'vitest';
import { createToldOnce } from '../../src/events/told-once.ts';
import { began, completed, flowOf, judged, violation } from './made.ts';

const flow = (host = 'a.test') =>
  flowOf(
    began('f', { host }),
    judged('f', 'tunnel', [], [violation('list', { effect: 'warn' })]),
    judged('f', 'peer', [], [violation('cert', { effect: 'warn' })]),
    completed('f'),
  );
const rulesOf = ({ judged: steps }: ReturnType<typeof flow>) =>
  steps.flatMap((step) => step.violations.map((v) => v.rule));

it('leaves out what was told of a server before, and nothing else', () => {
  const once = createToldOnce();
  expect([flow(), flow(), flow('b.test')].map((one) => rulesOf(once(one)))).toEqual([
    ['list', 'cert'],
    ['list'],
    ['list', 'cert'],
  ]);
});

it('gives back the flow itself where there is nothing to leave out', () => {
  const clean = flowOf(began('f'), judged('f', 'peer', ['cert']), completed('f'));
  expect(createToldOnce()(clean)).toBe(clean);
});
