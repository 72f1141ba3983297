import { expect, it } from 'vitest';
import { builtSarif, sarifRun } from '../../src/reports/sarif-run.ts';
import { rules } from '../../src/rules/index.ts';
import { sarifFaults } from '../support/sarif-schema.ts';

it('knows every rule, with help, and is SARIF before it has a result', () => {
  const log = JSON.parse(builtSarif(sarifRun()));
  expect(sarifFaults(log)).toEqual([]);
  const { driver } = log.runs[0].tool;
  expect(driver.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
  for (const { help } of driver.rules) expect(help.text).toMatch(/More: docs\/rules\/[\w-]+\.md/);
});
