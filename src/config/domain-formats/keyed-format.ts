import type { Problem } from '../../errors.ts';
import { type Document, type Place, parseDocument } from '../document.ts';
import { dotted, type Path } from '../path.ts';
import { at, isPlain } from '../plain.ts';
import { suggest } from '../suggest.ts';
import type { DomainFormat, Read } from './domain-format.ts';
import type { DomainLists, Entry, ListName } from './domain-lists.ts';

/** Key to the list that it holds. */
export type KeyTable = Readonly<Record<string, ListName>>;

interface Keys {
  readonly lists: KeyTable;
  /** Keys that belong to the format and hold no list. */
  readonly others: readonly string[];
}

const problem = (place: Place, path: Path, message: string): Problem => ({
  ...place,
  path: dotted(path),
  rule: null,
  message,
});

/** Reads an object whose keys hold one list each. `base`: where it stands in the document. */
export const readKeyed = (document: Document, base: Path, { lists, others }: Keys): Read => {
  const none = { entries: [], problems: document.problems, warnings: [] };
  if (document.value === undefined) return none;
  const whole = at(document.value, base);
  if (!isPlain(whole)) {
    return { ...none, problems: [...document.problems, problem(document.locate(base), base, 'an object is expected')] };
  }
  const reads = Object.entries(whole).map(([key, value]): Read => {
    const path = [...base, key];
    const list = Object.hasOwn(lists, key) ? lists[key] : undefined;
    if (list !== undefined) return readList(document, path, list, value);
    const isKnown = others.includes(key);
    return { entries: [], problems: [], warnings: isKnown ? [] : [unknownKey(document, path, Object.keys(lists))] };
  });
  return {
    entries: reads.flatMap(({ entries }) => entries),
    problems: [...document.problems, ...reads.flatMap(({ problems }) => problems)],
    warnings: reads.flatMap(({ warnings }) => warnings),
  };
};

const unknownKey = (document: Document, path: Path, known: readonly string[]): Problem => {
  const key = String(path.at(-1));
  const near = suggest(key, known);
  const hint = near ? `did you mean "${near}"?` : `the lists are ${known.join(', ')}`;
  return problem(document.locateKey(path), path, `"${key}" is no list of this format and is left out; ${hint}`);
};

const readList = (document: Document, path: Path, list: ListName, value: unknown): Read => {
  if (!Array.isArray(value)) {
    const message = `a list of hosts is expected: ["https://api.shop.test", …]`;
    return { entries: [], problems: [problem(document.locate(path), path, message)], warnings: [] };
  }
  const found = value.map((item: unknown, index): Entry | Problem => {
    const here = [...path, index];
    const place = document.locate(here);
    if (typeof item !== 'string') return problem(place, here, 'a host in double quotes is expected here');
    return { list, value: item, place, path: here };
  });
  return {
    entries: found.flatMap((one) => ('list' in one ? [one] : [])),
    problems: found.flatMap((one) => ('list' in one ? [] : [one])),
    warnings: [],
  };
};

/** A JSON object with one key a list, and `"action": "set"` as the platform's API takes it. */
export const keyedFormat = (
  name: DomainFormat['name'],
  profile: string,
  lists: KeyTable,
  others: readonly string[],
): DomainFormat => ({
  name,
  profile,
  holds: Object.values(lists),
  read: (file, text) => readKeyed(parseDocument(file, text), [], { lists, others }),
  write: (all: DomainLists) => {
    const values = Object.entries(lists).map(([key, list]) => [key, all[list]] as const);
    return `${JSON.stringify({ action: 'set', ...Object.fromEntries(values) }, null, 2)}\n`;
  },
});
