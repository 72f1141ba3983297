import type { FastifyInstance } from 'fastify';
import type { Tally } from '../../events/tally.ts';

/** `GET /report`: the session so far. */
export const report = (app: FastifyInstance, tally: Tally): void => {
  app.get('/report', () => tally.report());
};
