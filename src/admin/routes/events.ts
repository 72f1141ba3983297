import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EventRing } from '../../events/event-ring.ts';
import { type EventStream, type EventStreamOptions, streamEvents } from '../event-stream.ts';
import type { RouteDoc } from '../route-doc.ts';
import { tooMany } from '../too-many.ts';

/** Readers at a time: each of them costs the time to write every event once more. */
const mostReaders = 16;

const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' };

const doc: RouteDoc = {
  ...{ id: 'followEvents', tag: 'Flows', summary: 'What happens, as it happens', faults: [] },
  answer: {
    type: 'text/event-stream',
    about:
      'Server-sent events, named by their type: those of a session file, stream.began first, and stream.lost with the number of events that were lost. The header Last-Event-ID goes on after that event.',
    shape: z.string(),
  },
};

/**
 * `GET /events`: what happens, as it happens, as server-sent events; `Last-Event-ID` goes on after that event. Readers are
 * ended when the server closes.
 */
export const events = (app: FastifyInstance, ring: EventRing, options: EventStreamOptions = {}): void => {
  const readers = new Set<EventStream>();
  app.addHook('preClose', async () => {
    for (const reader of readers) reader.end();
  });

  app.get('/events', { exposeHeadRoute: false, config: { doc } }, (request, reply) => {
    if (readers.size >= mostReaders) {
      const detail = `Already ${mostReaders} readers follow the events; close one of them.`;
      throw tooMany(5, detail);
    }
    const lastId = request.headers['last-event-id'];
    const { raw } = reply.hijack();
    for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...headers })) raw.setHeader(name, value ?? '');
    raw.writeHead(200);
    const reader = streamEvents(raw, ring, typeof lastId === 'string' ? lastId : null, options);
    readers.add(reader);
    raw.once('close', () => readers.delete(reader));
  });
};
