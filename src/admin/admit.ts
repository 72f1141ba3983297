import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPlain } from '../config/plain.ts';
import { isSafe } from './is-safe.ts';
import { Problem } from './problem.ts';
import type { Role, TokenGuard } from './token-guard.ts';

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

const check = (guard: TokenGuard, request: FastifyRequest, token: unknown): Role => {
  const { authorization, cookie, 'sec-fetch-site': site, 'sec-fetch-dest': dest } = request.headers;
  const { localPort: port, remoteAddress: address = '' } = request.socket;
  return guard.check({ authorization, cookie, site: textOf(site), dest: textOf(dest), token, port, address });
};

const giveCookie = (guard: TokenGuard, role: Role, request: FastifyRequest, reply: FastifyReply): void => {
  reply.header('set-cookie', guard.cookie(role, request.socket.localPort, request.protocol === 'https'));
};

/** Whether a browser shows the answer to its user, with the address above it. */
const isShown = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-dest'] === 'document';

/** The address without the token. */
const cleanUrl = ({ url, query }: FastifyRequest): string => {
  const rest = new URLSearchParams(
    Object.entries(withoutToken(query)).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, String(value)]),
    ),
  );
  return `${url.replace(/\?.*$/s, '')}${rest.size > 0 ? `?${rest}` : ''}`;
};

/**
 * Lets a request to the API in, or throws Problem. A token in the address is answered with a cookie; where the address
 * would be seen, the browser is sent on without it: null.
 */
export const admit = (guard: TokenGuard, request: FastifyRequest, reply: FastifyReply): Role | null => {
  const token = tokenOf(request);
  const role = check(guard, request, token);
  if (role === 'read' && !isSafe(request.method))
    throw new Problem(403, 'The token of the read-only role opens what is read; a change needs the other one.');
  if (token === undefined) return role;
  giveCookie(guard, role, request, reply);
  if (isShown(request)) {
    reply.redirect(cleanUrl(request), 303);
    return null;
  }
  request.query = withoutToken(request.query);
  return role;
};

/** Where a page that was opened with `?token=` goes on, with a cookie in its place; null: it was not. Throws Problem. */
export const exchangeToken = (guard: TokenGuard, request: FastifyRequest, reply: FastifyReply): string | null => {
  const token = tokenOf(request);
  if (token === undefined) return null;
  giveCookie(guard, check(guard, request, token), request, reply);
  return cleanUrl(request);
};
