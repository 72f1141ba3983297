import { expect, it } from 'vitest';
import { findingsTable } from '../../../src/reports/html/findings-table.ts';
import { ruleAnchor } from '../../../src/reports/html/rule-anchor.ts';
import { rulesTable } from '../../../src/reports/html/rules-table.ts';
import { material } from '../made.ts';

it('leads from each finding to the rule', () => {
  const { report } = material();
  const [links, places] = [findingsTable(report).html, rulesTable(report).html];
  for (const { rule } of report.findings) {
    expect(links).toContain(`href="#${ruleAnchor(rule)}"`);
    expect(places).toContain(`id="${ruleAnchor(rule)}"`);
  }
});
