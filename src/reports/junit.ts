import { createRequire } from 'node:module';
import type { Builder, TestSuite } from 'junit-report-builder';
import { printable } from '../events/printable.ts';
import type { ClientRow, RuleRow } from '../events/report.ts';
import type { Material } from './material.ts';

/** The package exports its builder itself, where its types tell of a default export. */
const builder: Builder = createRequire(import.meta.url)('junit-report-builder');

/** Control characters are written out, what XML cannot hold gives way, and nothing ends a CDATA section. */
const text = (value: string): string =>
  printable(value)
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(']]>', ']] >');

const detailsOf = ({ example }: RuleRow): string => {
  if (!example) return '';
  const where = example.flow === null ? 'in the app file' : `flow ${example.flow}`;
  return text(`${example.message} (${where})`);
};

const countsOf = ({ passed, failed, warned, notCheckable }: RuleRow): string =>
  `flows: ${passed} pass, ${failed} fail, ${warned} warn, ${notCheckable} not checkable`;

/** Readers take a dot in a class name for the end of a package. A warning is no failure to a CI; what was not seen, or could not be, is skipped and never passed. */
const addCase = (suite: TestSuite, group: string, row: RuleRow): void => {
  const test = suite.testCase().name(row.rule).className(text(group).replaceAll('.', '-'));
  const more = row.docs === null ? '' : `\nmore: ${row.docs}`;
  const fix = row.example ? `\nfix: ${text(row.example.fix)}${more}` : '';
  if (row.state === 'fail') {
    test.failure(detailsOf(row), text(row.example?.errMsg ?? 'violation'));
    test.stacktrace(`${detailsOf(row)}${fix}\n${countsOf(row)}`);
  }
  if (row.state === 'warn') test.standardOutput(`warning: ${detailsOf(row)}${fix}\n${countsOf(row)}`);
  if (row.state === 'not-seen' || row.state === 'not-checkable') test.skipped();
};

const nameOf = ({ appid, device }: ClientRow): string =>
  device === null ? 'all further apps and devices' : `${appid ?? 'no app'} on ${device}`;

/** Each suite has its count of skipped cases; on the root the builder writes one too, which no schema of JUnit knows. */
const withoutSum = (xml: string): string => xml.replace(/^(<testsuites [^>]*?) skipped="\d+"/m, '$1');

/** JUnit XML: a suite for each app and device, and one for what no traffic showed. */
export const junit = ({ report }: Pick<Material, 'report'>): string => {
  const file = builder.newBuilder().name('mpgate');
  for (const client of report.clients) {
    const name = nameOf(client);
    const suite = file.testSuite().name(text(name));
    for (const row of client.rules) addCase(suite, name, row);
  }
  const met = new Set(report.clients.flatMap(({ rules }) => rules.map(({ rule }) => rule)));
  const rest = file.testSuite().name('app files, and rules that no traffic met');
  for (const row of report.rules) {
    const isOfFile = row.example?.flow === null;
    if (!met.has(row.rule) || isOfFile) addCase(rest, 'app files', row);
  }
  return `${withoutSum(file.build())}\n`;
};
