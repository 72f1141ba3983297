import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { reportJsonSchema, reportSchema } from '../../src/reports/report-schema.ts';
import { material } from './made.ts';

const file = join(import.meta.dirname, '..', '..', 'docs', 'report.schema.json');

it('docs/report.schema.json is what the declaration says (UPDATE=1 writes it)', () => {
  if (process.env.UPDATE === '1') writeFileSync(file, `${JSON.stringify(reportJsonSchema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(reportJsonSchema)));
});

it('reports are what it says, with findings and without traffic; anything else is not', () => {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')));
  for (const { report } of [material(), material(null, [])]) {
    expect([validate(JSON.parse(JSON.stringify(report))), validate.errors]).toEqual([true, null]);
    expect(reportSchema.parse(report)).toEqual(report);
    expect(validate({ ...report, more: 1 })).toBe(false);
    expect(validate({ ...report, verdict: 'maybe' })).toBe(false);
  }
});
