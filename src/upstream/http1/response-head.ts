import { badResponse } from './bad-response.ts';
import { parseFields, refuseForbidden } from './fields.ts';
import { type Framing, framingOf } from './framing.ts';

/** The head of an answer, 1xx included. */
export interface ResponseHead {
  readonly status: number;
  /** latin1 for bytes. */
  readonly statusText: string;
  /** Names and values alternate, with case, order and duplicates. */
  readonly headers: string[];
  readonly framing: Framing;
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: (.*))?$/;

/** Reads a head without its empty line. Throws an error of code `BAD_RESPONSE`. */
export const parseResponseHead = (text: string, method: string): ResponseHead => {
  refuseForbidden(text);
  const end = text.indexOf('\r\n');
  const line = end < 0 ? text : text.slice(0, end);
  const [whole, minor, digits, statusText = ''] = STATUS_LINE.exec(line) ?? [];
  if (whole === undefined) throw badResponse(`no status line of HTTP/1: ${JSON.stringify(line.slice(0, 80))}`);
  const status = Number(digits);
  const headers = end < 0 ? [] : parseFields(text, end + 2);
  return { status, statusText, headers, framing: framingOf(method, status, minor === '1', headers) };
};

const START = Buffer.from('HTTP/1.');

/** Whether the first bytes can be those of an answer: another protocol may never send an empty line. */
export const beginsLikeHttp = (chunk: Buffer, from: number): boolean => {
  const length = Math.min(START.length, chunk.length - from);
  return chunk.compare(START, 0, length, from, from + length) === 0;
};
