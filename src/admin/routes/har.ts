import { Readable } from 'node:stream';
import { setImmediate as turnOver } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Flow } from '../../events/flows.ts';
import type { Recent } from '../../events/recent.ts';
import type { RouteDoc } from '../route-doc.ts';
import { harShape } from '../shapes.ts';

const doc: RouteDoc = {
  ...{ id: 'getHar', tag: 'Flows', summary: 'The finished flows that are held', faults: [] },
  answer: { type: 'application/json', about: 'HAR 1.2.', shape: harShape },
};

/** Makes a HAR of flows, piece by piece. */
export type HarPieces = (flows: Iterable<Flow>) => Iterable<string>;

/** Between two pieces the traffic has its turn. */
async function* inTurn(pieces: Iterable<string>): AsyncGenerator<string> {
  for (const piece of pieces) {
    yield piece;
    await turnOver();
  }
}

/** `GET /har`: the finished flows that are held, as HAR 1.2, made as its reader takes it. */
export const har = (app: FastifyInstance, recent: Recent, pieces: HarPieces): void => {
  app.get('/har', { exposeHeadRoute: false, config: { doc } }, (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="mpgate.har"')
      // One piece at a time: each is some 64 KiB.
      .send(Readable.from(inTurn(pieces(recent.flows())), { highWaterMark: 1 })),
  );
};
