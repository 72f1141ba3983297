import { nowText, releaseText } from '../../events/finding-lines.ts';
import { printable } from '../../events/printable.ts';
import type { FindingRow, Report, RuleRow } from '../../events/report.ts';
import { flowsLine } from '../../events/table.ts';
import type { State } from '../../model/verdict.ts';

/** A row each of more would be longer than GitHub takes or anyone reads. */
const MOST = 100;

/** A client's text in a cell: nothing in it is Markdown or HTML. */
const cell = (text: string): string =>
  printable(text).replace(/[^\p{L}\p{N} .,;:/=?-]/gu, (sign) => `&#${sign.codePointAt(0)};`);

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line), ''];
};

const findingCells = (row: FindingRow): readonly string[] => [
  `${cell(row.rule)} ×${row.flows}`,
  cell([row.appid ?? 'no app', row.api, ...(row.server === null ? [] : [row.server])].join(', ')),
  cell(nowText(row)),
  cell(releaseText(row)),
  `${cell(row.message)} ${cell(row.fix)}`,
];

const labels: Readonly<Record<State, string>> = {
  fail: '❌ fail',
  warn: '⚠️ warn',
  'not-checkable': '❔ not checkable',
  pass: '✅ pass',
  'not-seen': 'not seen',
};

const order: readonly State[] = ['fail', 'warn', 'not-checkable', 'pass'];

const ruleCells = ({ rule, state, ...counts }: RuleRow): readonly string[] => [
  cell(rule),
  labels[state],
  ...[counts.passed, counts.failed, counts.warned, counts.notCheckable].map(String),
];

const notSeen = ({ rules }: Report): readonly string[] => {
  const count = rules.filter(({ state }) => state === 'not-seen').length;
  return count > 0 ? [`${count} of ${rules.length} rules met no traffic: not seen, which is no pass.`, ''] : [];
};

const further = ({ findings, findingsLost }: Report): readonly string[] => {
  const count = Math.max(0, findings.length - MOST) + findingsLost;
  return count > 0 ? [`And ${count} more, which the report has.`, ''] : [];
};

/**
 * Markdown: what the client met now beside what the release build will, then the rules.
 * @param reasons why the job fails; none: it does not.
 */
export const jobSummary = (report: Report, reasons: readonly string[]): string => {
  const passed = report.flows.seen > 0 ? 'passed' : 'nothing seen';
  const met = report.rules.filter(({ state }) => state !== 'not-seen');
  const rows = [...met].sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  const lines = [
    `## mpgate: ${reasons.length > 0 ? 'failed' : passed}`,
    '',
    ...reasons.map((reason) => `- ${cell(reason)}`),
    ...(reasons.length > 0 ? [''] : []),
    flowsLine(report.flows),
    '',
    ...table(
      ['finding', 'of', 'now', 'in the release build', 'what to do'],
      report.findings.slice(0, MOST).map(findingCells),
    ),
    ...further(report),
    ...table(['rule', 'state', 'pass', 'fail', 'warn', 'not checkable'], rows.map(ruleCells)),
    ...notSeen(report),
  ];
  return lines.map((line) => `${line}\n`).join('');
};
