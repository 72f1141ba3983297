import { expect, it } from 'vitest';
import { findingsTable } from '../../../src/reports/html/findings-table.ts';
import { material } from '../made.ts';

it('has a row for each finding, those that fail only later first', () => {
  const { html } = findingsTable(material().report);
  expect(html.match(/<tr>/g)).toHaveLength(3);
  expect(html.indexOf('port-exact')).toBeLessThan(html.indexOf('domain-allowlist'));
  expect(html).toContain('went on: skipVerification is on');
});

it('is nothing where nothing was found, and says what found no row', () => {
  const { report } = material();
  expect(findingsTable({ ...report, findings: [] }).html).toBe('');
  expect(findingsTable({ ...report, findingsLost: 7 }).html).toContain('7 findings of further kinds are not shown.');
});
