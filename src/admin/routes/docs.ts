import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { exchangeToken } from '../admit.ts';
import { docsPage, docsPolicy } from '../docs-page.ts';
import type { DocumentedRoute } from '../openapi.ts';
import type { RouteDoc } from '../route-doc.ts';
import type { TokenGuard } from '../token-guard.ts';

const doc: RouteDoc = {
  ...{ id: 'getDocs', tag: 'Documents', summary: 'This API for a reader', isOpen: true, faults: [401] },
  answer: { type: 'text/html', about: 'A page without scripts.', shape: z.string() },
};

/** `GET /docs`: the API for a reader; `?token=` gives its browser the cookie, and leaves the address. */
export const docs = (app: FastifyInstance, guard: TokenGuard, routes: readonly DocumentedRoute[]): void => {
  app.get('/docs', { config: { doc } }, (request, reply) => {
    const onward = exchangeToken(guard, request, reply);
    if (onward !== null) return reply.redirect(onward, 303);
    return reply.type('text/html; charset=utf-8').header('content-security-policy', docsPolicy).send(docsPage(routes));
  });
};
