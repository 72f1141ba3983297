import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Problem, problemBody, problemType } from './problem.ts';

/** On every answer: nothing here is for a cache, for a browser to guess about, to run, to frame or to show elsewhere. */
export const safeHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const;

const statusOf = (error: unknown): number => {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 && status <= 599 ? status : 500;
};

/** What a client may read of an error: nothing of one that we did not foresee. */
const detailOf = (error: unknown, status: number): string =>
  error instanceof Error && (error instanceof Problem || status < 500)
    ? error.message
    : 'The gate made a mistake of its own while answering; its log says more.';

const membersOf = (error: unknown): Problem['members'] => (error instanceof Problem ? error.members : {});

/** Answers an error as a problem document. `onFault` hears of errors that no route foresaw. */
export const answerError = (error: unknown, reply: FastifyReply, onFault: (fault: unknown) => void): FastifyReply => {
  const status = statusOf(error);
  if (status >= 500 && !(error instanceof Problem)) onFault(error);
  return reply
    .code(status)
    .headers({ ...safeHeaders, ...(error instanceof Problem ? error.headers : {}) })
    .type(problemType)
    .send(JSON.stringify({ ...problemBody(status, detailOf(error, status)), ...membersOf(error) }));
};

const wireErrors: { readonly [code: string]: readonly [status: number, detail: string] | undefined } = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The header is longer than the admin port takes.'],
};

/** Answers what is no HTTP request, on the bare socket. */
export const answerWireError = (error: { readonly code?: string }, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, detail] = wireErrors[error.code ?? ''] ?? [400, 'This is not a well-formed HTTP request.'];
  const body = JSON.stringify(problemBody(status, detail));
  const headers = { ...safeHeaders, 'content-type': problemType, 'content-length': body.length, connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`, () => socket.destroy());
};
