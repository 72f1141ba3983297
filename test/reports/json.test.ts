import { expect, it } from 'vitest';
import { json } from '../../src/reports/json.ts';
import { material } from './made.ts';

it('is the report, whole', () => {
  const made = material();
  expect(JSON.parse(json(made))).toEqual(made.report);
});
