import { expect, it } from 'vitest';
import { ways } from '../../../src/reports/against/ways.ts';
import { rules } from '../../../src/rules/index.ts';

it('has a way for each rule at each stage of live traffic, and for nothing else', () => {
  const asked = rules.flatMap(({ id, checks }) => Object.keys(checks).map((stage) => `${stage} ${id}`));
  const known = Object.entries(ways).flatMap(([stage, own]) => Object.keys(own).map((rule) => `${stage} ${rule}`));
  expect(known.sort()).toEqual(asked.filter((one) => !one.startsWith('config ')).sort());
});
