import type { FastifyInstance } from 'fastify';
import type { Recent } from '../../events/recent.ts';
import type { RouteDoc } from '../route-doc.ts';
import { resetShape } from '../shapes.ts';

const doc: RouteDoc = {
  ...{
    id: 'resetSession',
    tag: 'Session',
    summary: 'Begin a new session; flows under way go on and count in it',
    faults: [],
  },
  answer: { type: 'application/json', about: 'How many flows were forgotten, and how many go on.', shape: resetShape },
};

/** What begins a new session. */
export type Reset = () => void;

/**
 * `POST /session/reset`: report, findings, flows held, verified pins and refused certificates start anew. Flows under
 * way go on, and count in the new session; a session file goes on too.
 */
export const session = (app: FastifyInstance, recent: Recent, reset: Reset): void => {
  app.post('/session/reset', { config: { doc } }, () => {
    const before = recent.size();
    reset();
    const open = recent.size();
    return { version: 1, at: Date.now(), flowsForgotten: before - open, flowsOpen: open };
  });
};
