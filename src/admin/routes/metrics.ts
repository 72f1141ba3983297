import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Metrics } from '../metrics.ts';
import type { RouteDoc } from '../route-doc.ts';

const doc: RouteDoc = {
  ...{ id: 'getMetrics', tag: 'Health', summary: 'The gate in numbers, for Prometheus', isOpen: true, faults: [] },
  answer: { type: 'text/plain', about: 'Text exposition format.', shape: z.string() },
};

export const metrics = (app: FastifyInstance, { contentType, text }: Metrics): void => {
  app.get('/metrics', { config: { doc } }, async (_request, reply) => {
    const body = await text();
    return reply.type(contentType).send(body);
  });
};
