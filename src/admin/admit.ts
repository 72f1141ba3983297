import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPlain } from '../config/plain.ts';
import type { TokenGuard } from './token-guard.ts';

const textOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined;

/** A token in the address opens what only reads: a form of another page could post one, and learn nothing. */
const tokenOf = ({ method, query }: FastifyRequest): unknown =>
  (method === 'GET' || method === 'HEAD') && isPlain(query) ? query.token : undefined;

/** Without it, so that it is no route's concern, and stands in no address that is passed on. */
const withoutToken = (query: unknown): Readonly<Record<string, unknown>> => {
  const { token: _, ...rest } = isPlain(query) ? query : {};
  return rest;
};

const check = (guard: TokenGuard, request: FastifyRequest, token: unknown): void => {
  const { authorization, cookie, 'sec-fetch-site': site } = request.headers;
  guard.check({ authorization, cookie, site: textOf(site), token, port: request.socket.localPort });
};

/** Lets a request to the API in, or throws Problem. A token in the address is answered with a cookie. */
export const admit = (guard: TokenGuard, request: FastifyRequest, reply: FastifyReply): void => {
  const token = tokenOf(request);
  check(guard, request, token);
  if (token === undefined) return;
  request.query = withoutToken(request.query);
  reply.header('set-cookie', guard.cookie(request.socket.localPort));
};

/** Where a page that was opened with `?token=` goes on, with a cookie in its place; null: it was not. Throws Problem. */
export const exchangeToken = (guard: TokenGuard, request: FastifyRequest, reply: FastifyReply): string | null => {
  const token = tokenOf(request);
  if (token === undefined) return null;
  check(guard, request, token);
  reply.header('set-cookie', guard.cookie(request.socket.localPort));
  return request.url.replace(/\?.*$/s, '');
};
