import { expect, it } from 'vitest';
import { createToldOnce } from '../../src/events/told-once.ts';
import { began, completed, flowOf, judged, probed, violation } from './made.ts';

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
  expect([flow(), flow(), flow('b.test')].map((one) => rulesOf(once.flow(one)))).toEqual([
    ['list', 'cert'],
    ['list'],
    ['list', 'cert'],
  ]);
  expect(once.size()).toBe(2);
});

it('gives back the flow itself where there is nothing to leave out', () => {
  const clean = flowOf(began('f'), judged('f', 'peer', ['cert']), completed('f'));
  expect(createToldOnce().flow(clean)).toBe(clean);
});

it('a look at a server and a flow tell of one fault once, whichever comes first', () => {
  const told = (...rules: readonly string[]) =>
    probed(
      rules.map((rule) => violation(rule, { effect: 'warn' })),
      { host: 'a.test' },
    );
  const once = createToldOnce();
  expect(once.probed(told('cert')).violations).toHaveLength(1);
  expect(once.probed(told('cert', 'pin')).violations.map(({ rule }) => rule)).toEqual(['pin']);
  expect(rulesOf(once.flow(flow()))).toEqual(['list']);
});
