import type { IncomingHttpHeaders } from 'node:http';

/**
 * The headers as they came: names and values alternate, with case, order and duplicates; bytes above 127 are latin1.
 * undici has them beside the parsed ones, which serve where it has not.
 */
export const rawHeaders = (raw: unknown, parsed: IncomingHttpHeaders): string[] =>
  Array.isArray(raw) ? raw.map(text) : Object.entries(parsed).flatMap(flat);

const text = (part: unknown): string => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part));

const flat = ([name, value]: [string, string | string[] | undefined]): string[] =>
  (Array.isArray(value) ? value : [value ?? '']).flatMap((one) => [name, one]);
