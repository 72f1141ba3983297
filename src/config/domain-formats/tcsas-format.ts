import type { Problem } from '../../errors.ts';
import { type Document, parseDocument } from '../document.ts';
import { dotted, type Path } from '../path.ts';
import { isPlain, type Plain } from '../plain.ts';
import type { DomainFormat, Read } from './domain-format.ts';
import type { Entry, ListName } from './domain-lists.ts';

const types: ReadonlyMap<unknown, ListName> = new Map<unknown, ListName>([
  [1, 'request'],
  [2, 'webview'],
]);

interface Row {
  readonly path: Path;
  readonly value: Plain;
}

/** Rows wherever they stand: the whole response, its `Data`, or a request's `Domain` list. */
const rowsIn = (value: unknown, path: Path = []): readonly Row[] => {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => rowsIn(item, [...path, index]));
  if (!isPlain(value)) return [];
  if ('DomainUrl' in value) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => rowsIn(inner, [...path, key]));
};

const read = (document: Document): Read => {
  const rows = rowsIn(document.value);
  const problem = (path: Path, message: string): Problem => ({
    ...document.locate(path),
    path: dotted(path),
    rule: null,
    message,
  });
  const isEmpty = document.value !== undefined && rows.length === 0 && !hasData(document.value);
  const message = 'no "DomainUrl" stands in this file; give the answer of DescribeMNPDomainACL';
  const bad = rows.flatMap(({ path, value }) => [
    ...(typeof value.DomainUrl === 'string'
      ? []
      : [problem([...path, 'DomainUrl'], 'hosts as one text are expected: "https://a.test;https://b.test"')]),
    ...(types.has(value.DomainType)
      ? []
      : [problem([...path, 'DomainType'], '1 (hosts of requests) or 2 (pages of a web-view) is expected')]),
  ]);
  return {
    entries: rows.flatMap((row) => entriesOf(row, document)),
    problems: [...document.problems, ...(isEmpty ? [problem([], message)] : []), ...bad],
    warnings: [],
  };
};

/** An app without domains is answered with an empty `Data`. */
const hasData = (value: unknown): boolean => {
  if (!isPlain(value)) return false;
  return 'Data' in value || hasData(value.Response);
};

const entriesOf = ({ path, value }: Row, document: Document): readonly Entry[] => {
  const list = types.get(value.DomainType);
  const text = value.DomainUrl;
  if (list === undefined || typeof text !== 'string') return [];
  const here = [...path, 'DomainUrl'];
  const start = document.locate(here);
  return [...text.matchAll(/[^;]+/g)]
    .filter(([part]) => part.trim() !== '')
    .map(({ 0: part, index }) => {
      // The text as it stands in the file, quote and escapes included, up to this host.
      const before = JSON.stringify(text.slice(0, index)).length - 1;
      return { list, value: part, place: { ...start, column: start.column + before }, path: here };
    });
};

/** `DescribeMNPDomainACL` (tcsas.intl.tencentcloudapi.com): type 1 has the hosts of requests, type 2 those of web-views. */
export const tcsasFormat: DomainFormat = {
  name: 'tcsas',
  profile: 'tcsas',
  holds: ['request', 'webview'],
  read: (file, text) => read(parseDocument(file, text)),
  write: (lists) => {
    const rows = [...types].flatMap(([type, list]) =>
      lists[list].length > 0 ? [{ DomainUrl: lists[list].join(';'), DomainType: type }] : [],
    );
    return `${JSON.stringify({ Response: { Data: rows } }, null, 2)}\n`;
  },
};
