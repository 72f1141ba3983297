import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Recent } from '../../events/recent.ts';
import { explained } from '../explained.ts';
import { Problem } from '../problem.ts';

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

/** `GET /flows`: a page, the newest first; `next` is the `before` of the page after. `GET /flows/:id`: one flow. */
export const flows = (app: FastifyInstance, recent: Recent): void => {
  app.get('/flows', (request) => {
    const parsed = query.safeParse(request.query);
    if (!parsed.success)
      throw new Problem(400, `The query of /api/v1/flows is not usable. ${explained(parsed.error)}.`);
    return { version: 1, ...recent.list(parsed.data) };
  });

  app.get('/flows/:id', (request) => {
    const parsed = params.safeParse(request.params);
    const flow = parsed.success ? recent.get(parsed.data.id) : null;
    if (flow) return flow;
    throw new Problem(404, 'No such flow is held: it never was, or it made room for newer ones ("record.flows").');
  });
};
