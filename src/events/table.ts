import picocolors from 'picocolors';
import type { State } from '../model/verdict.ts';
import { findingLines } from './finding-lines.ts';
import { fold } from './fold.ts';
import { printable } from './printable.ts';
import type { FlowTotals, Report, RuleRow } from './report.ts';

export interface TableOptions {
  /** Columns of the terminal; the table keeps to 100 at most and needs 80. */
  readonly columns: number;
  readonly colour: boolean;
}

type Colours = ReturnType<typeof picocolors.createColors>;

/** How each state is shown. */
const shows = {
  fail: { mark: '✗', label: 'fail', colour: 'red' },
  warn: { mark: '!', label: 'warn', colour: 'yellow' },
  'not-checkable': { mark: '?', label: 'not checkable', colour: 'magenta' },
  pass: { mark: '✓', label: 'pass', colour: 'green' },
  'not-seen': { mark: '-', label: 'not seen', colour: 'dim' },
} as const satisfies { readonly [S in State]: { mark: string; label: string; colour: keyof Colours } };

const order: readonly State[] = ['fail', 'warn', 'not-checkable', 'pass', 'not-seen'];

const counts = [
  { title: 'pass', width: 8, of: (row: RuleRow) => row.passed },
  { title: 'fail', width: 8, of: (row: RuleRow) => row.failed },
  { title: 'warn', width: 8, of: (row: RuleRow) => row.warned },
  { title: 'not checkable', width: 15, of: (row: RuleRow) => row.notCheckable },
] as const;

const stateWidth = 15;

const rowLine = (row: RuleRow, ruleWidth: number, colours: Colours): string => {
  const { mark, label, colour } = shows[row.state];
  const numbers = counts.map(({ width, of }) => String(of(row) || '·').padStart(width)).join('');
  return `${colours[colour](`${mark} ${row.rule.padEnd(ruleWidth)}${label.padEnd(stateWidth)}`)}${numbers}`;
};

/** What was seen amiss, and how to mend it; else why nothing could be seen. */
const detailLines = ({ example, state, reason, docs }: RuleRow, width: number, colours: Colours): readonly string[] => {
  if (!example) {
    const lines = state === 'not-checkable' && reason !== null ? fold(printable(reason), width - 4) : [];
    return lines.map((line) => `    ${colours.dim(line)}`);
  }
  const where = example.flow === null ? 'in the app file' : `flow ${example.flow}`;
  const lines = [
    ...fold(printable(`${example.message} (${where})`), width - 4),
    ...fold(printable(`fix: ${example.fix}`), width - 4).map(colours.dim),
    ...(docs === null ? [] : [colours.dim(`more: ${docs}`)]),
  ];
  return lines.map((line) => `    ${line}`);
};

/** What became of the flows, in one sentence. */
export const flowsLine = ({ seen, completed, refused, failed, aborted, open }: FlowTotals): string =>
  `${seen} ${seen === 1 ? 'flow' : 'flows'}: ${completed} completed, ${refused} refused, ${failed} failed, ${aborted} aborted, ${open} open.`;

/** No violation in no traffic is not called a pass. */
const verdictOf = ({ verdict, flows }: Report): string => {
  if (verdict === 'fail') return 'FAIL';
  return flows.seen > 0 ? 'PASS' : 'NOTHING SEEN';
};

const rulesLine = (report: Report): string => {
  const parts = order.map(
    (state) => `${report.rules.filter((row) => row.state === state).length} ${shows[state].label}`,
  );
  return `${verdictOf(report)}: ${parts.join(', ')}.`;
};

const noteLines = ({ skipped, flows }: Report): readonly string[] => [
  ...(skipped > 0
    ? [`skipVerification was on: without it ${skipped} of these flows would have failed on a real device.`]
    : []),
  ...(flows.lost > 0 ? [`${flows.lost} flows could not be followed to their end, and are not in the table.`] : []),
];

/** The findings of a session, then its table of rules, failures first, each line ending in a line feed. */
export const reportTable = (report: Report, { columns, colour }: TableOptions): string => {
  const colours = picocolors.createColors(colour);
  const width = Math.min(100, Math.max(80, columns));
  const ruleWidth = Math.max(4, ...report.rules.map(({ rule }) => rule.length)) + 2;
  const rows = [...report.rules].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const titles = counts.map(({ title, width: room }) => title.padStart(room)).join('');
  const lines = [
    ...findingLines(report, width, colours),
    colours.bold(`  ${'rule'.padEnd(ruleWidth)}${''.padEnd(stateWidth)}${titles}`),
    ...rows.flatMap((row) => [rowLine(row, ruleWidth, colours), ...detailLines(row, width, colours)]),
    '',
    ...fold(flowsLine(report.flows), width),
    ...noteLines(report).flatMap((note) => fold(note, width).map(colours.yellow)),
    ...fold(rulesLine(report), width).map(report.verdict === 'fail' ? colours.red : colours.bold),
  ];
  return lines.map((line) => `${line}\n`).join('');
};
