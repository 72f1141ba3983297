import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AppDesk } from '../app-desk.ts';
import { Problem } from '../problem.ts';

/** An app file is text: its comments are kept. */
const types = ['application/json', 'application/jsonc'];
/** Bytes; the longest lists have some thousand hosts. */
const bodyLimit = 262_144;

const params = z.object({ appid: z.string().max(64) });

/** `GET /apps`: every app, and how its file stands. `PUT /apps/:appid`: a new app file, taken over at once. */
export const apps = (app: FastifyInstance, desk: AppDesk): void => {
  app.get('/apps', async () => ({ version: 1, apps: await desk.list() }));

  app.register(async (texts) => {
    texts.removeContentTypeParser('application/json');
    texts.addContentTypeParser(types, { parseAs: 'string', bodyLimit }, (_request, body, done) => done(null, body));
    texts.put('/apps/:appid', async (request) => {
      const { body } = request;
      if (typeof body !== 'string') throw new Problem(400, 'The body of PUT /api/v1/apps is an app file.');
      return { version: 1, app: await desk.replace(params.parse(request.params).appid, body) };
    });
  });
};
