import type { Problem } from '../errors.ts';
import { shorten } from './shorten.ts';
import { visible } from './wrap.ts';

/** `file:line:column  path  message  (rule)`, as editors and terminals make links of it. */
export const problemLine = ({ file, line, column, path, rule, message }: Problem): string =>
  visible([`${shorten(file)}:${line}:${column}`, path, message, rule ? `(${rule})` : ''].filter(Boolean).join('  '));

/** Every problem on its line, and how many there are. */
export const problemLines = (problems: readonly Problem[], noun: 'problem' | 'warning'): string =>
  [...problems.map(problemLine), counted(problems.length, noun)].join('\n');

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
