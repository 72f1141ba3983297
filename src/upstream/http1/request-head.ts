import { failure } from '../attempt.ts';
import type { AbsoluteForm } from '../way/absolute-form.ts';

/** A request as it goes on the wire. Hop-by-hop headers are gone; names and values alternate. */
export interface RequestLine {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  /** Protocol of an `Upgrade`; null: none asked for. */
  readonly upgrade: string | null;
}

export interface RequestHead {
  /** Up to and with the empty line, latin1 for bytes. */
  readonly text: string;
  /** Bytes of the body; null: it goes in chunks. */
  readonly length: number | null;
}

const METHOD = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const PATH = /^\/[\x21-\xff]*$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Methods whose servers wait for a body unless told that there is none (RFC 9110, 8.6). */
const EXPECTS_BODY = new Set(['POST', 'PUT', 'PATCH']);

/**
 * `absolute`: for a proxy that reads it. Throws an error of code `BAD_REQUEST` for what would break a line: nothing must
 * be sent then.
 */
export const requestHead = (
  { method, path, headers, upgrade }: RequestLine,
  hasBody: boolean,
  absolute: AbsoluteForm | null = null,
): RequestHead => {
  if (!METHOD.test(method)) throw bad('method', method);
  if (!PATH.test(path) && !(path === '*' && method === 'OPTIONS')) throw bad('path', path);
  // `OPTIONS *` has no path there (RFC 9112, 3.2.4).
  const target = absolute ? absolute.origin + (path === '*' ? '' : path) : path;
  let text = `${method} ${target} HTTP/1.1\r\n`;
  let length: number | null = null;
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = headers[i] ?? '';
    const value = headers[i + 1] ?? '';
    if (!METHOD.test(name) || !VALUE.test(value)) throw bad('header', `${name}: ${value}`);
    if (name.length === 14 && name.toLowerCase() === 'content-length') length = lengthIn(value, length);
    text += `${name}: ${value}\r\n`;
  }
  if (length === null && hasBody) text += 'Transfer-Encoding: chunked\r\n';
  if (length === null && !hasBody && EXPECTS_BODY.has(method)) text += 'Content-Length: 0\r\n';
  if (upgrade !== null) text += `Connection: Upgrade\r\nUpgrade: ${upgrade}\r\n`;
  if (absolute) text += absolute.fields;
  return { text: `${text}\r\n`, length };
};

/** A second one, or one that is no number, could be taken for another length than the body has. */
const lengthIn = (value: string, before: number | null): number => {
  if (before !== null || !/^\d{1,15}$/.test(value)) throw bad('header', `Content-Length: ${value}`);
  return Number(value);
};

const bad = (what: string, value: string): Error =>
  failure('BAD_REQUEST', `a ${what} that no request may have: ${JSON.stringify(value.slice(0, 200))}`);
