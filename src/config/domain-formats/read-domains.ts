import { parseDocument } from '../document.ts';
import { detectFormat, unknownFormat } from './detect-format.ts';
import type { FormatName, Read } from './domain-format.ts';
import { appLists } from './domain-lists.ts';
import { domainFormats } from './index.ts';
import { readKeyed } from './keyed-format.ts';

export interface DomainsRead extends Read {
  /** `app`: an app file; null: it could not be told. */
  readonly format: FormatName | 'app' | null;
}

const appKeys = Object.fromEntries(appLists.map((list) => [list, list]));

/** The domain lists in a text of any format, which is told by its keys where `format` is null. */
export const readDomains = (file: string, text: string, format: FormatName | null): DomainsRead => {
  const meant = format ?? detectFormat(text);
  if (meant === null) {
    const problem = { file, line: 1, column: 1, path: '', rule: null, message: unknownFormat };
    return { format: null, entries: [], problems: [problem], warnings: [] };
  }
  if (meant !== 'app') return { format: meant, ...domainFormats[meant].read(file, text) };
  const document = parseDocument(file, text);
  return { format: 'app', ...readKeyed(document, ['domains'], { lists: appKeys, others: [] }) };
};
