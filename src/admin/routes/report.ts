import type { FastifyInstance } from 'fastify';
import { reportShape } from '../../events/report-shape.ts';
import type { Tally } from '../../events/tally.ts';
import type { RouteDoc } from '../route-doc.ts';

const doc: RouteDoc = {
  ...{ id: 'getReport', tag: 'Session', summary: 'How the session stands, rule by rule', faults: [] },
  answer: { type: 'application/json', about: 'The report.', shape: reportShape },
};

/** `GET /report`: the session so far. */
export const report = (app: FastifyInstance, tally: Tally): void => {
  app.get('/report', { config: { doc } }, () => tally.report());
};
