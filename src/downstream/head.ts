import type { IncomingMessage } from 'node:http';
import { connectionTokens, HOP_BY_HOP, without } from '../exchange/headers.ts';
import type { Head } from '../exchange/inbound.ts';
import { guessApi } from './api-guess.ts';
import { hostHeader } from './host-header.ts';

/** Besides the hop-by-hop ones: answered or used here, and not for the server. */
const OURS = new Set(['expect', 'x-mpgate-api', 'x-mpgate-timeout']);

/** A head as read, with what only this connection needs. */
export interface ReadHead extends Head {
  /** The port written in the Host header; null: none. */
  readonly hostPort: number | null;
  /** Why the request's framing is refused; null: it is right. */
  readonly misframed: string | null;
}

/** Reads a request's headers in one pass over the raw list. */
export const readHead = (request: IncomingMessage): ReadHead => {
  const { rawHeaders, method = '' } = request;
  const headers: string[] = [];
  const hostValues: string[] = [];
  const found: Record<string, string> = {};
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    const value = rawHeaders[i + 1] ?? '';
    const lower = name.toLowerCase();
    if (WANTED.has(lower)) found[lower] = found[lower] === undefined ? value : `${found[lower]}, ${value}`;
    if (lower === 'host') hostValues.push(value);
    if (!HOP_BY_HOP.has(lower) && !OURS.has(lower) && !lower.startsWith('proxy-')) headers.push(name, value);
  }
  const upgrade = upgradeOf(found);
  const tokens = found.connection === undefined ? null : connectionTokens(found.connection);
  const hosts = hostValues.map(hostHeader);
  return {
    hosts: hosts.map((host) => host?.authority ?? null),
    hostPort: hosts[0]?.writtenPort ?? null,
    referer: found.referer ?? null,
    userAgent: found['user-agent'] ?? null,
    api: guessApi({
      method,
      upgrade,
      contentType: found['content-type'] ?? null,
      label: found['x-mpgate-api'] ?? null,
    }),
    perCallMs: milliseconds(found['x-mpgate-timeout']),
    upgrade,
    contentType: found['content-type'] ?? null,
    isEncoded: found['content-encoding'] !== undefined,
    // HTTP/1.0 knows no 100 (RFC 9110, 10.1.1).
    expectsContinue: request.httpVersion !== '1.0' && /^100-continue$/i.test(found.expect ?? ''),
    hasBody: found['transfer-encoding'] !== undefined || Number(found['content-length'] ?? 0) > 0,
    headers: tokens ? without(headers, tokens) : headers,
    misframed: misframed(request, found, hostValues.length),
  };
};

const WANTED = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'referer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'x-mpgate-api',
  'x-mpgate-timeout',
]);

const upgradeOf = (found: Record<string, string>): string | null =>
  /\bupgrade\b/i.test(found.connection ?? '') && /^websocket$/i.test(found.upgrade ?? '') ? 'websocket' : null;

const milliseconds = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : null;

/** What node's strict parser lets pass and a second reader could take otherwise (RFC 9112, 3.2 and 6.1). */
const misframed = (request: IncomingMessage, found: Record<string, string>, hosts: number): string | null => {
  const coding = found['transfer-encoding'];
  if (request.httpVersion !== '1.1' && request.httpVersion !== '1.0') return `HTTP/${request.httpVersion} in text`;
  if (hosts > 1) return 'more than one Host header';
  if (coding !== undefined && request.httpVersion !== '1.1') return 'Transfer-Encoding in HTTP/1.0';
  if (coding !== undefined && coding.trim().toLowerCase() !== 'chunked') return `Transfer-Encoding: ${coding}`;
  return null;
};
