import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics.ts';

export const metrics = (app: FastifyInstance, { contentType, text }: Metrics): void => {
  app.get('/metrics', async (_request, reply) => {
    const body = await text();
    return reply.type(contentType).send(body);
  });
};
