import { expect, it } from 'vitest';
import { material } from './made.ts';

it('gathers the report, the apps, the slots, some flows and the span', () => {
  const { report, apps, slots, sample, span } = material();
  expect(report.flows).toMatchObject({ seen: 6, completed: 4, refused: 1, failed: 1 });
  expect(report.findings.map(({ rule }) => rule)).toEqual(['port-exact', 'domain-allowlist']);
  expect(apps.map(({ name }) => name)).toEqual(['Shop']);
  expect(slots.lanes.map(({ kind }) => kind)).toEqual(['request', 'socket']);
  expect(sample.flows).toHaveLength(6);
  expect(span).toEqual({ from: 1_700_000_000_000, to: 1_700_000_000_012 });
});

it('of nothing there is no span', () => {
  expect(material(null, [])).toMatchObject({ apps: [], span: null, slots: { lanes: [], points: 0 } });
});
