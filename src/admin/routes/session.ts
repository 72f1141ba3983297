import type { FastifyInstance } from 'fastify';
import type { Recent } from '../../events/recent.ts';

/** What begins a new session. */
export type Reset = () => void;

/**
 * `POST /session/reset`: report, findings, flows held and verified pins start anew. Flows under way go on, and count in the
 * new session; a session file goes on too.
 */
export const session = (app: FastifyInstance, recent: Recent, reset: Reset): void => {
  app.post('/session/reset', () => {
    const before = recent.size();
    reset();
    const open = recent.size();
    return { version: 1, at: Date.now(), flowsForgotten: before - open, flowsOpen: open };
  });
};
