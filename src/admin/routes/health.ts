import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.ts';
import type { RouteDoc } from '../route-doc.ts';
import { okShape } from '../shapes.ts';

const healthDoc: RouteDoc = {
  ...{ id: 'getHealth', tag: 'Health', summary: 'Whether the process lives', isOpen: true, faults: [] },
  answer: { type: 'application/json', about: 'It does.', shape: okShape },
};

const readyDoc: RouteDoc = {
  ...{ id: 'getReady', tag: 'Health', summary: 'Whether the gate takes new traffic', isOpen: true, faults: [503] },
  answer: { type: 'application/json', about: 'It does.', shape: okShape },
};

/** Whether the process lives, and whether it takes new traffic. */
export const health = (app: FastifyInstance, ready: () => boolean): void => {
  app.get('/healthz', { config: { doc: healthDoc } }, () => ({ status: 'ok' }));
  app.get('/readyz', { config: { doc: readyDoc } }, () => {
    if (ready()) return { status: 'ok' };
    throw new Problem(503, 'The gate is not taking new traffic: it is starting or draining.');
  });
};
