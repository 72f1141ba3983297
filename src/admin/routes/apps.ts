import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { appSchema } from '../../config/app-schema.ts';
import type { AppDesk } from '../app-desk.ts';
import { Problem } from '../problem.ts';
import type { RouteDoc } from '../route-doc.ts';
import { appShape, appsShape } from '../shapes.ts';

/** An app file is text: its comments are kept. */
const types = ['application/json', 'application/jsonc'];
/** Bytes; the longest lists have some thousand hosts. */
const bodyLimit = 262_144;

/** Of the examples. */
const appid = 'wx0123456789abcdef';

const params = z.object({ appid: z.string().max(64) });

const listDoc: RouteDoc = {
  ...{ id: 'listApps', tag: 'Apps', summary: 'Every app, and how its file stands', faults: [] },
  answer: { type: 'application/json', about: 'The apps.', shape: appsShape },
};

const replaceDoc: RouteDoc = {
  ...{
    id: 'replaceApp',
    tag: 'Apps',
    summary: 'A new app file, JSON with comments, taken over at once',
    faults: [404, 422, 500],
  },
  path: { appid: { about: 'Appid of the app.', example: appid } },
  body: {
    types,
    shape: appSchema,
    example: { appid, name: 'Demo', domains: { request: ['https://echo.mpgate.test'] } },
  },
  answer: { type: 'application/json', about: 'The app as it is then.', shape: appShape },
};

/** `GET /apps`: every app, and how its file stands. `PUT /apps/:appid`: a new app file, taken over at once. */
export const apps = (app: FastifyInstance, desk: AppDesk): void => {
  app.get('/apps', { config: { doc: listDoc } }, async () => ({ version: 1, apps: await desk.list() }));

  app.register(async (texts) => {
    texts.removeContentTypeParser('application/json');
    texts.addContentTypeParser(types, { parseAs: 'string', bodyLimit }, (_request, body, done) => done(null, body));
    texts.put('/apps/:appid', { config: { doc: replaceDoc } }, async (request) => {
      const { body } = request;
      if (typeof body !== 'string') throw new Problem(400, 'The body of PUT /api/v1/apps is an app file.');
      return { version: 1, app: await desk.replace(params.parse(request.params).appid, body) };
    });
  });
};
