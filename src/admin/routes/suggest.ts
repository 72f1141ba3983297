import { setImmediate as turnOver } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Config } from '../../config/load.ts';
import { suggestDomains } from '../../config/suggest-domains.ts';
import type { Flow } from '../../events/flows.ts';
import type { Recent } from '../../events/recent.ts';
import { type SeenPlaces, seenPlaces } from '../../events/seen-places.ts';
import { explained } from '../explained.ts';
import { policyOf } from '../policy-of.ts';
import { Problem } from '../problem.ts';
import type { RouteDoc } from '../route-doc.ts';
import { suggestionShape } from '../shapes.ts';

const query = z.strictObject({ appid: z.string().min(1).max(64).optional() });

/** Flows that are looked at before the traffic has its turn. */
const atOnce = 500;

const eventsOf = ({ judged, waitedMs, end }: Flow): number =>
  1 + judged.length + (waitedMs > 0 ? 1 : 0) + (end ? 1 : 0);

/** Counts the flows held; the number of their events. */
const fill = async (places: SeenPlaces, flows: readonly Flow[]): Promise<number> => {
  let events = 0;
  for (const [index, flow] of flows.entries()) {
    places.add(flow);
    events += eventsOf(flow);
    if (index % atOnce === atOnce - 1) await turnOver();
  }
  return events;
};

const doc: RouteDoc = {
  ...{ id: 'suggestDomains', tag: 'Apps', summary: 'What the flows held say of an app’s lists', faults: [400, 404] },
  query,
  queryExample: { appid: 'wx0123456789abcdef' },
  answer: { type: 'application/json', about: 'As mpgate domains suggest --json.', shape: suggestionShape },
};

/** `GET /domains/suggest`: what the flows held say of an app's lists, as `mpgate domains suggest --json` says it. */
export const suggest = (app: FastifyInstance, recent: Recent, config: () => Config): void => {
  app.get('/domains/suggest', { config: { doc } }, async (request) => {
    const parsed = query.safeParse(request.query);
    if (!parsed.success)
      throw new Problem(400, `The query of /api/v1/domains/suggest is not usable. ${explained(parsed.error)}.`);
    const policy = policyOf(config(), parsed.data.appid);
    const places = seenPlaces(policy.appid);
    const events = await fill(places, recent.flows());
    const notCounted = places.left() + recent.dropped();
    return { version: 1, appid: policy.appid, events, broken: 0, notCounted, ...suggestDomains(places.all(), policy) };
  });
};
