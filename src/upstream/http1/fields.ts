import { badResponse } from './bad-response.ts';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Neither control characters, nor CR or LF but together at a line's end (RFC 9110, 5.5). */
const ALLOWED = /^(?:[\t\x20-\x7e\x80-\xff]|\r\n)*$/;

/** Throws where a head, or trailers, hold what may not stand in them. */
export const refuseForbidden = (text: string): void => {
  if (!ALLOWED.test(text)) throw badResponse('a control character in the head');
};

/** Reads header lines from an offset on: names and values alternate, with case, order and duplicates. */
export const parseFields = (text: string, from: number): string[] => {
  const fields: string[] = [];
  for (let at = from; at < text.length; ) {
    const next = text.indexOf('\r\n', at);
    const end = next < 0 ? text.length : next;
    const colon = text.indexOf(':', at);
    const name = colon < 0 || colon > end ? '' : text.slice(at, colon);
    // A folded line begins with white space, which no name does (RFC 9112, 5.2).
    if (!TOKEN.test(name))
      throw badResponse(`no header line: ${JSON.stringify(text.slice(at, Math.min(end, at + 80)))}`);
    fields.push(name, trimmed(text, colon + 1, end));
    at = end + 2;
  }
  return fields;
};

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;

/** Without the optional white space around it; `trim` would take a latin1 non-breaking space too. */
const trimmed = (text: string, from: number, to: number): string => {
  let [start, end] = [from, to];
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
};
