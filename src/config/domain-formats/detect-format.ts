import { parseDocument } from '../document.ts';
import { isPlain } from '../plain.ts';
import type { FormatName } from './domain-format.ts';
import { formatNames } from './index.ts';

const signs: readonly (readonly [format: FormatName | 'app', sign: RegExp])[] = [
  ['app', /^(domains|appid|profile)$/],
  ['modify_domain', /^(requestdomain|wsrequestdomain|uploaddomain|downloaddomain|udpdomain|tcpdomain)$/],
  ['tcsas', /^(Response|Data|DomainUrl|Domain)$/],
  ['douyin', /^(request|socket|upload|download)$/],
];

/**
 * The format of a text: told by its keys where it is JSON, and else `list`. `app` is an app file, whose own `domains`
 * are meant. null: JSON of no format that is known.
 */
export const detectFormat = (text: string): FormatName | 'app' | null => {
  if (!/^\uFEFF?\s*(\{|\[\s*[[{"]|\/[/*])/.test(text)) return 'list';
  const { value } = parseDocument('', text);
  if (Array.isArray(value)) return value.every((row) => isPlain(row) && 'DomainUrl' in row) ? 'tcsas' : null;
  // A text with a slip has no value; its words still tell what it was meant to be.
  const keys = isPlain(value) ? Object.keys(value) : [...text.matchAll(/"(\w+)"\s*:/g)].map(([, key = '']) => key);
  return signs.find(([, sign]) => keys.some((key) => sign.test(key)))?.[0] ?? null;
};

/** For a message where nothing could be told. */
export const unknownFormat = `this is none of the formats ${formatNames.join(', ')}, nor an app file; name its format with --format`;
