import { expect, it } from 'vitest';
import { sampleFlows } from '../../src/reports/flow-sample.ts';
import { began, completed, judged, refused, violation, world } from '../events/made.ts';

it('keeps the first that were amiss and the first of the others, in their order, and counts the rest', () => {
  const { bus, flows } = world();
  const sample = sampleFlows(flows, 2, 3);
  for (let n = 0; n < 10; n += 1) {
    bus.emit(began(`good${n}`));
    bus.emit(completed(`good${n}`));
    bus.emit(began(`bad${n}`));
    bus.emit(
      n === 0 ? judged('bad0', 'tunnel', [], [violation('r', { effect: 'warn' })]) : judged(`bad${n}`, 'tunnel', []),
    );
    bus.emit(n === 0 ? completed('bad0') : refused(`bad${n}`, violation('r')));
  }
  const { flows: shown, leftOut } = sample();
  expect(shown.map(({ began: { flow } }) => flow)).toEqual(['good0', 'bad0', 'good1', 'bad1', 'good2']);
  expect(leftOut).toBe(15);
});
