import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type DocumentedRoute, openApiOf } from '../openapi.ts';
import type { RouteDoc } from '../route-doc.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Left out: the route is not documented. */
    doc?: RouteDoc;
  }
}

const doc: RouteDoc = {
  ...{ id: 'getOpenApi', tag: 'Documents', summary: 'This document', isOpen: true, faults: [] },
  answer: { type: 'application/json', about: 'OpenAPI 3.1.', shape: z.looseObject({ openapi: z.string() }) },
};

/** `GET /openapi.json`: OpenAPI 3.1 of the routes that are registered from now on, and of itself. Gives those routes. */
export const openapi = (app: FastifyInstance): readonly DocumentedRoute[] => {
  const routes: DocumentedRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat())
      if (config?.doc && one !== 'HEAD') routes.push({ method: one, url, doc: config.doc });
  });
  app.get('/openapi.json', { config: { doc } }, () => openApiOf(routes));
  return routes;
};
