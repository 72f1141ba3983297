import { badResponse } from './bad-response.ts';

/** How an answer's body ends (RFC 9112, 6.3), and how long its connection may be kept for another request. */
export interface Framing {
  readonly body: 'none' | 'length' | 'chunked' | 'close';
  /** Bytes of a body of kind `length`. */
  readonly length: number;
  /** Milliseconds that the connection may stay idle; 0: it must not carry another request. */
  readonly keepMs: number;
}

/** Of a server that does not say; most close after a minute. */
const USUAL_KEEP_MS = 30_000;
const LONGEST_KEEP_MS = 60_000;
/** The server's clock began earlier than ours. */
const MARGIN_MS = 1_000;

interface Found {
  length: string | null;
  coding: string | null;
  close: boolean;
  timeout: string | null;
}

/** Throws where two readers could take the framing differently: they must not disagree on where the next answer begins. */
export const framingOf = (method: string, status: number, isHttp11: boolean, headers: readonly string[]): Framing => {
  const found = find(headers);
  if (found.coding !== null) refuseCoding(found, isHttp11);
  const length = found.length === null ? 0 : parseLength(found.length);
  const body = bodyOf(method, status, found);
  // Of a HEAD too, servers are known that send the body all the same.
  const mayKeep = isHttp11 && !found.close && body !== 'close' && method !== 'HEAD';
  return { body, length, keepMs: mayKeep ? keepMs(found.timeout) : 0 };
};

const bodyOf = (method: string, status: number, { length, coding }: Found): Framing['body'] => {
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return 'none';
  if (coding !== null) return 'chunked';
  return length === null ? 'close' : 'length';
};

const find = (headers: readonly string[]): Found => {
  const found: Found = { length: null, coding: null, close: false, timeout: null };
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = headers[i] ?? '';
    // Their lengths first: this is asked of every header of every answer.
    if (name.length === 10 || name.length === 14 || name.length === 17)
      note(found, name.toLowerCase(), headers[i + 1] ?? '');
  }
  return found;
};

const note = (found: Found, name: string, value: string): void => {
  if (name === 'content-length') found.length = joined(found.length, value);
  else if (name === 'transfer-encoding') found.coding = joined(found.coding, value);
  else if (name === 'connection') found.close ||= /\bclose\b/i.test(value);
  else if (name === 'keep-alive') found.timeout = /\btimeout=(\d{1,9})\b/i.exec(value)?.[1] ?? found.timeout;
};

const joined = (before: string | null, value: string): string => (before === null ? value : `${before}, ${value}`);

const refuseCoding = ({ coding, length }: Found, isHttp11: boolean): void => {
  if (coding?.toLowerCase() !== 'chunked') throw badResponse(`Transfer-Encoding: ${coding}`);
  if (length !== null) throw badResponse('both Content-Length and Transfer-Encoding');
  if (!isHttp11) throw badResponse('Transfer-Encoding in HTTP/1.0');
};

const parseLength = (text: string): number => {
  const length = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(length)) throw badResponse(`Content-Length: ${text.slice(0, 80)}`);
  return length;
};

const keepMs = (timeout: string | null): number =>
  timeout === null ? USUAL_KEEP_MS : Math.max(0, Math.min(LONGEST_KEEP_MS, Number(timeout) * 1000 - MARGIN_MS));
