import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Config } from '../../config/load.ts';
import { pinnedHost } from '../../rules/pinned-host.ts';
import { explained } from '../explained.ts';
import { Problem } from '../problem.ts';
import type { RouteDoc } from '../route-doc.ts';
import { swapShape } from '../shapes.ts';

/** What makes a server seem to have another key. */
export interface KeyDesk {
  readonly swap: (hostname: string) => void;
}

const body = z.strictObject({ host: z.string().min(1).max(255).describe('A host with pins, without a port.') });

const doc: RouteDoc = {
  ...{
    id: 'swapKey',
    tag: 'Session',
    summary: 'A drill: from now on, and until the gate ends, a server seems to have another key',
    faults: [400],
  },
  body: { types: ['application/json'], shape: body, example: { host: 'api.shop.test' } },
  answer: { type: 'application/json', about: 'The host whose key is another one now.', shape: swapShape },
};

/** `POST /drills/swap-key`: what an app does when the key of a server changes in mid-session; no server is touched. */
export const drills = (app: FastifyInstance, desk: KeyDesk, config: () => Config): void => {
  app.post('/drills/swap-key', { config: { doc } }, (request) => {
    const parsed = body.safeParse(request.body);
    if (!parsed.success)
      throw new Problem(400, `The body of POST /api/v1/drills/swap-key is not usable. ${explained(parsed.error)}.`);
    const host = pinnedHost(parsed.data.host, config().apps.values());
    if (typeof host !== 'string') throw new Problem(400, host.fault);
    desk.swap(host);
    return { version: 1, host };
  });
};
