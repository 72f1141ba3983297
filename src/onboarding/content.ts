import type { ServerResponse } from 'node:http';

/** What a page of the gate answers with. */
export interface Content {
  /** 200 unless given. */
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer;
  /** Besides or in place of those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Nothing may be kept: the CA, the address and the language differ from one visit to the next. */
const EVERY = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** Sends it, to HEAD without its body. */
export const send = (response: ServerResponse, { status = 200, type, body, headers }: Content): void => {
  response.writeHead(status, {
    ...EVERY,
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
};

/** A refusal in the form of all others: one JSON object that says why. */
export const refusal = (status: number, failure: string, message: string): Content => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify({ version: 1, failure, message }, null, 2)}\n`,
  headers: { 'X-Mpgate-Failure': failure },
});
