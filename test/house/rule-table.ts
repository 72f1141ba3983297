import type { Stage } from '../../src/model/facts.ts';
import type { Rule } from '../../src/rules/rule.ts';

/** Headings of the table in each README. */
export const readmes = {
  'README.md': ['rule', 'what it holds', 'asked at', 'effect', 'source'],
  'README.zh-CN.md': ['规则', '内容', '阶段', '级别', '出处'],
} as const;

const begin = '<!-- rules:begin -->';
const end = '<!-- rules:end -->';

const order: readonly Stage[] = ['config', 'tunnel', 'request', 'admit', 'dial', 'peer', 'body', 'response', 'clock'];

const cell = (text: string): string => text.replaceAll('|', '\\|');

const row = ({ id, title, checks, effect, source }: Rule): string => {
  const stages = order.filter((stage) => checks[stage]);
  return `| ${[`[\`${id}\`](docs/rules/${id}.md)`, cell(title), stages.join(', '), effect, source.map(cell).join(', ')].join(' | ')} |`;
};

/** The rules as a table of Markdown. */
export const ruleTable = (rules: readonly Rule[], headings: readonly string[]): string =>
  [`| ${headings.join(' | ')} |`, `|${headings.map(() => '---').join('|')}|`, ...rules.map(row)].join('\n');

/** The text with the table between its markers renewed; null: it has no such markers. */
export const withTable = (text: string, table: string): string | null => {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) return null;
  return `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`;
};
