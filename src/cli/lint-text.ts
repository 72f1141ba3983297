import { join } from 'node:path';
import type { LintFinding } from '../lint/lint-finding.ts';
import type { Linted } from './config-lint.ts';
import type { Palette } from './palette.ts';
import { visible, WIDTH, wrap } from './wrap.ts';

/** Findings by file, as eslint has them; then the ways out, what was not checked, and how many there are. */
export const lintText = (linted: Linted, colours: Palette): string =>
  [...tables(linted, colours), ...fixes(linted, colours), ...gaps(linted, colours), sum(linted, colours)].join('\n');

const tables = ({ dir, findings }: Linted, colours: Palette): readonly string[] => {
  const places = widest(findings.map(placeOf));
  const ids = widest(findings.map(({ rule }) => rule));
  const row = (finding: LintFinding): readonly string[] => {
    const { effect, rule, message } = finding;
    const colour = effect === 'error' ? colours.red : colours.yellow;
    const head = `  ${placeOf(finding).padStart(places)}  ${colour(effect.padEnd(5))}  ${rule.padEnd(ids)}  `;
    return beside(head, message, places + ids + 13);
  };
  const lines = findings.flatMap((finding, index) => {
    const { file } = finding;
    if (findings[index - 1]?.file === file) return row(finding);
    return [...(index === 0 ? [] : ['']), colours.bold(visible(join(dir, file))), ...row(finding)];
  });
  return findings.length === 0 ? [] : [...lines, ''];
};

/** There may be more findings than a call takes arguments. */
const widest = (texts: readonly string[]): number => texts.reduce((most, { length }) => Math.max(most, length), 0);

const placeOf = ({ line, column }: LintFinding): string => `${line}:${column}`;

/** Each way out once. */
const fixes = ({ findings }: Linted, colours: Palette): readonly string[] => {
  const ways = [...new Map(findings.map((finding) => [`${finding.rule} ${finding.fix}`, finding])).values()];
  if (ways.length === 0) return [];
  const wide = widest(ways.map(({ rule }) => rule));
  const row = ({ rule, source, fix }: LintFinding) =>
    beside(`  ${colours.dim(rule.padEnd(wide))}  `, `${fix} (${source})`, wide + 4);
  return ['to mend it:', ...ways.flatMap(row), ''];
};

const gaps = ({ notChecked, leftOut }: Linted, colours: Palette): readonly string[] => {
  const rows = [
    ...notChecked.map(({ rules, reason }) => ['not checked', `${rules.join(', ')}: ${reason}`] as const),
    ...leftOut.map(({ file, reason }) => ['left out', `${file}: ${reason}`] as const),
  ];
  return rows.flatMap(([name, text]) => beside(`${colours.dim(name.padEnd(11))}  `, text, 13));
};

const sum = ({ findings, files, profile, appid }: Linted, colours: Palette): string => {
  const errors = findings.filter(({ effect }) => effect === 'error').length;
  const warnings = findings.length - errors;
  const by = `${counted(files, 'file')}, profile ${profile}${appid === null ? '' : `, lists of ${appid}`}`;
  if (findings.length === 0) return `${colours.green('✓')} nothing found in ${by}`;
  const colour = errors > 0 ? colours.red : colours.yellow;
  return `${colour(`✗ ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`)} in ${by}`;
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A head, and a text beside it whose further lines keep clear of the head. `taken`: the columns of the head. */
const beside = (head: string, text: string, taken: number): readonly string[] => {
  const [first = '', ...rest] = wrap(text, WIDTH - taken);
  return [`${head}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(taken)}${line}`)];
};
