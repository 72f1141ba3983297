import { expect, it } from 'vitest';
import { reportShape } from '../../src/events/report-shape.ts';
import { createTally } from '../../src/events/tally.ts';
import { began, judged, refused, violation, world } from './made.ts';

it('is what a tally reports', () => {
  const { bus, flows } = world();
  const tally = createTally([{ id: 'method', title: 'Methods', checks: { request: 1 } }], flows);
  expect(reportShape.parse(tally.report())).toEqual(tally.report());
  const events = [began('a'), judged('a', 'request', [], [violation('method')]), refused('a', violation('method'))];
  for (const event of events) bus.emit(event);
  expect(reportShape.parse(tally.report())).toEqual(tally.report());
  expect(reportShape.safeParse({ ...tally.report(), more: 1 }).success).toBe(false);
});
