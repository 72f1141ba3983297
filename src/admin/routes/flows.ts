import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Recent } from '../../events/recent.ts';
import { explained } from '../explained.ts';
import { Problem } from '../problem.ts';
import type { RouteDoc } from '../route-doc.ts';
import { flowShape, flowsShape } from '../shapes.ts';

const text = z.string().min(1).max(255);

const query = z.strictObject({
  appid: text.optional(),
  device: text.optional(),
  outcome: z.enum(['open', 'completed', 'refused', 'failed', 'aborted']).optional(),
  rule: text.optional(),
  host: text.toLowerCase().optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const params = z.object({ id: text });

const pageDoc: RouteDoc = {
  ...{ id: 'listFlows', tag: 'Flows', summary: 'Flows, the newest first, page by page', faults: [400] },
  query,
  queryExample: { outcome: 'refused', limit: 10 },
  answer: { type: 'application/json', about: 'A page.', shape: flowsShape },
};

const flowDoc: RouteDoc = {
  ...{ id: 'getFlow', tag: 'Flows', summary: 'One flow', faults: [404] },
  path: { id: { about: 'Id of the flow.', example: 'mf3k2a1b-1' } },
  answer: { type: 'application/json', about: 'The flow.', shape: flowShape },
};

/** `GET /flows`: a page, the newest first; `next` is the `before` of the page after. `GET /flows/:id`: one flow. */
export const flows = (app: FastifyInstance, recent: Recent): void => {
  app.get('/flows', { config: { doc: pageDoc } }, (request) => {
    const parsed = query.safeParse(request.query);
    if (!parsed.success)
      throw new Problem(400, `The query of /api/v1/flows is not usable. ${explained(parsed.error)}.`);
    return { version: 1, ...recent.list(parsed.data) };
  });

  app.get('/flows/:id', { config: { doc: flowDoc } }, (request) => {
    const parsed = params.safeParse(request.params);
    const flow = parsed.success ? recent.get(parsed.data.id) : null;
    if (flow) return flow;
    throw new Problem(404, 'No such flow is held: it never was, or it made room for newer ones ("record.flows").');
  });
};
