import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.ts';

/** Whether the process lives, and whether it takes new traffic. */
export const health = (app: FastifyInstance, ready: () => boolean): void => {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', () => {
    if (ready()) return { status: 'ok' };
    throw new Problem(503, 'The gate is not taking new traffic: it is starting or draining.');
  });
};
