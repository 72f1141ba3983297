import type { TestSuite } from 'junit-report-builder';
import type { ClientRow, RuleRow } from '../events/report.ts';
import { builtJunit, junitClass, junitFile, junitText } from './junit-file.ts';
import type { Material } from './material.ts';

const detailsOf = ({ example }: RuleRow): string => {
  if (!example) return '';
  const where = example.flow === null ? 'in the app file' : `flow ${example.flow}`;
  return junitText(`${example.message} (${where})`);
};

const countsOf = ({ passed, failed, warned, notCheckable }: RuleRow): string =>
  `flows: ${passed} pass, ${failed} fail, ${warned} warn, ${notCheckable} not checkable`;

/** A warning is no failure to a CI; what was not seen, or could not be, is skipped and never passed. */
const addCase = (suite: TestSuite, group: string, row: RuleRow): void => {
  const test = suite.testCase().name(row.rule).className(junitClass(group));
  const more = row.docs === null ? '' : `\nmore: ${row.docs}`;
  const fix = row.example ? `\nfix: ${junitText(row.example.fix)}${more}` : '';
  if (row.state === 'fail') {
    test.failure(detailsOf(row), junitText(row.example?.errMsg ?? 'violation'));
    test.stacktrace(`${detailsOf(row)}${fix}\n${countsOf(row)}`);
  }
  if (row.state === 'warn') test.standardOutput(`warning: ${detailsOf(row)}${fix}\n${countsOf(row)}`);
  if (row.state === 'not-seen' || row.state === 'not-checkable') test.skipped();
};

const nameOf = ({ appid, device }: ClientRow): string =>
  device === null ? 'all further apps and devices' : `${appid ?? 'no app'} on ${device}`;

/** JUnit XML: a suite for each app and device, and one for what no traffic showed. */
export const junit = ({ report }: Pick<Material, 'report'>): string => {
  const file = junitFile();
  for (const client of report.clients) {
    const name = nameOf(client);
    const suite = file.testSuite().name(junitText(name));
    for (const row of client.rules) addCase(suite, name, row);
  }
  const met = new Set(report.clients.flatMap(({ rules }) => rules.map(({ rule }) => rule)));
  const rest = file.testSuite().name('app files, and rules that no traffic met');
  for (const row of report.rules) {
    const isOfFile = row.example?.flow === null;
    if (!met.has(row.rule) || isOfFile) addCase(rest, 'app files', row);
  }
  return builtJunit(file);
};
