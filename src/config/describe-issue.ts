import type { z } from 'zod';
import { suggest } from './suggest.ts';

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  int: 'a whole number',
  number: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/** What is wrong with a value, as a sentence that shows the value and the way out. */
export const describeIssue = (issue: z.core.$ZodRawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(kinds[issue.expected] ?? `a ${issue.expected}`, issue.input);
    case 'invalid_value':
      return wrongChoice(issue.values.map(String), issue.input);
    case 'too_small':
      return `${shown(issue.input)} is too small: at least ${issue.minimum}${unit(issue.origin, Number(issue.minimum))}`;
    case 'too_big':
      return `${shown(issue.input)} is too large: at most ${issue.maximum}${unit(issue.origin, Number(issue.maximum))}`;
    case 'invalid_key':
      return 'the key is not of the form that this object takes';
    default:
      return `${shown(issue.input)} is not of the form that is expected here`;
  }
};

const wrongType = (expected: string, input: unknown): string =>
  input === undefined
    ? `the value is missing; write ${expected}`
    : `${shown(input)} stands where ${expected} is expected`;

const wrongChoice = (values: readonly string[], input: unknown): string => {
  const near = typeof input === 'string' ? suggest(input, values) : null;
  const choices = values.map((value) => `"${value}"`).join(', ');
  return `${shown(input)} is not one of ${choices}${near ? `; did you mean "${near}"?` : ''}`;
};

const unit = (origin: string, count: number): string => {
  const [one, many] = { string: ['character', 'characters'], array: ['entry', 'entries'] }[origin] ?? ['', ''];
  return one === '' ? '' : ` ${count === 1 ? one : many}`;
};

/** A value short enough for a message. */
const shown = (value: unknown): string => {
  // JSON would write NaN, which is what a flag gives for "--port many", as null.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
