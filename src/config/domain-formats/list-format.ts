import type { Problem } from '../../errors.ts';
import { suggest } from '../suggest.ts';
import type { DomainFormat, Read } from './domain-format.ts';
import { type Entry, type ListName, listNames } from './domain-lists.ts';

interface Line {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** The list that a word names, in any case; undefined: none. */
const named = (word: string): ListName | undefined =>
  listNames.find((name) => name.toLowerCase() === word.toLowerCase());

const at = ({ file, line }: Line, column: number) => ({ file, line, column });

const problem = (line: Line, column: number, message: string): Problem => ({
  ...at(line, column),
  path: '',
  rule: null,
  message,
});

const noList = (word: string): string => {
  const near = suggest(word, listNames);
  return `"${word}" is no list; ${near ? `did you mean "${near}"?` : `the lists are ${listNames.join(', ')}`}`;
};

const readSection = (line: Line, word: string): ListName | Problem =>
  named(word) ?? problem(line, line.text.indexOf('[') + 2, noList(word));

/** `api url`, or a host of the section. `null`: no section is open. */
const readHost = (line: Line, section: ListName | null): Entry | Problem => {
  const [, margin = '', word = '', gap = '', rest = ''] = /^(\s*)(\S+)(\s*)(.*?)\s*$/.exec(line.text) ?? [];
  const own = rest === '' ? undefined : named(word);
  if (own) {
    const column = margin.length + word.length + gap.length + 1;
    return { list: own, value: rest, place: at(line, column), path: [] };
  }
  const column = margin.length + 1;
  if (section) return { list: section, value: line.text.trim(), place: at(line, column), path: [] };
  const message = rest === '' ? `no list is named for "${word}"; write [request] in a line above it` : noList(word);
  return problem(line, column, message);
};

const read = (file: string, text: string): Read => {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  let section: ListName | null = null;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const [index, raw] of lines.entries()) {
    const line: Line = { file, line: index + 1, text: raw.replace(/(^|\s)#.*$/, '') };
    if (line.text.trim() === '') continue;
    const word = /^\s*\[\s*([^\]]*?)\s*\]\s*$/.exec(line.text)?.[1];
    const found: ListName | Entry | Problem = word === undefined ? readHost(line, section) : readSection(line, word);
    if (typeof found === 'string') section = found;
    else if ('list' in found) entries.push(found);
    else problems.push(found);
  }
  return { entries, problems, warnings: [] };
};

/**
 * Plain text: `[request]` begins a list and every further line is one of its hosts; `request https://api.shop.test`
 * names both in one line. A `#` at the start of a line or after white space begins a comment.
 */
export const listFormat: DomainFormat = {
  name: 'list',
  profile: 'tcsas',
  holds: listNames,
  read,
  write: (lists) =>
    listNames
      .filter((name) => lists[name].length > 0)
      .map((name) => `[${name}]\n${lists[name].map((host) => `${host}\n`).join('')}`)
      .join('\n'),
};
