import type picocolors from 'picocolors';
import { fold } from './fold.ts';
import { printable } from './printable.ts';
import type { FindingRow, Report } from './report.ts';

type Colours = ReturnType<typeof picocolors.createColors>;

const whys = {
  'skip-verification': 'went on: skipVerification is on',
  effect: 'went on: the app file makes it a warning',
} as const;

/** What the client met in this session. */
export const nowText = ({ now, version }: Pick<FindingRow, 'now' | 'version'>): string => {
  if (now.exempt === 'debug') return `refused; with debug on (version ${version}) a client is exempt`;
  if (now.exempt !== null) return whys[now.exempt];
  return now.outcome === 'refused' ? 'refused' : 'went on, with a warning';
};

/** What the release build will meet. */
export const releaseText = ({ release: { outcome, errMsg, errno } }: Pick<FindingRow, 'release'>): string => {
  if (outcome === 'allowed') return 'goes on';
  return errno === null ? `fails: ${errMsg}` : `fails: ${errMsg} (errno ${errno})`;
};

/** Lines of one row in three columns, each as wide as its title's column. */
const rowLines = (texts: readonly string[], widths: readonly number[]): readonly string[] => {
  const columns = texts.map((text, at) => fold(printable(text), (widths[at] ?? 1) - 2));
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    `  ${columns.map((column, at) => (column[line] ?? '').padEnd(widths[at] ?? 0)).join('')}`.trimEnd(),
  );
};

const labelOf = ({ rule, flows, server }: FindingRow): string =>
  `${rule} ×${flows}${server === null ? '' : ` ${server}`}`;

/** The headline: what the client met now beside what the release build will. No finding, no line. */
export const findingLines = (
  { findings, findingsLost }: Pick<Report, 'findings' | 'findingsLost'>,
  width: number,
  colours: Colours,
): readonly string[] => {
  if (findings.length === 0) return [];
  const first = Math.min(30, Math.max(...findings.map((row) => labelOf(row).length))) + 2;
  const now = Math.floor((width - 2 - first) / 2);
  const widths = [first, now, width - 2 - first - now];
  const lost = findingsLost > 0 ? [`  and ${findingsLost} more of further kinds.`] : [];
  return [
    ...rowLines(['finding', 'now', 'in the release build'], widths).map(colours.bold),
    ...findings.flatMap((row) =>
      rowLines([labelOf(row), nowText(row), releaseText(row)], widths).map(
        row.release.outcome === 'fails' ? colours.red : colours.yellow,
      ),
    ),
    ...lost,
    '',
  ];
};
