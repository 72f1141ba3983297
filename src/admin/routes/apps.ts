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

const readDoc: RouteDoc = {
  ...{ id: 'getApp', tag: 'Apps', summary: 'The file of an app, with its ETag for If-Match', faults: [404, 500] },
  path: { appid: { about: 'Appid of the app.', example: appid } },
  answer: { type: 'application/jsonc', about: 'JSON with comments, as it is on the disk.', shape: z.string() },
};

const replaceDoc: RouteDoc = {
  ...{
    id: 'replaceApp',
    tag: 'Apps',
    summary:
      'A new file for an app, known or new: JSON with comments, taken over at once. If-Match and If-None-Match hold.',
    faults: [404, 409, 412, 422, 500],
  },
  creates: true,
  path: { appid: { about: 'Appid of the app.', example: appid } },
  body: {
    types,
    shape: appSchema,
    example: {
      ...{ appid, name: 'Demo', domains: { request: ['https://echo.mpgate.test', 'https://api.shop.test'] } },
      certs: { 'api.shop.test': ['sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='] },
    },
  },
  answer: { type: 'application/json', about: 'The app as it is then.', shape: appShape },
};

/**
 * `GET /apps`: every app, and how its file stands. `GET /apps/:appid`: the text of its file. `PUT /apps/:appid`: a new one,
 * taken over at once.
 */
export const apps = (app: FastifyInstance, desk: AppDesk): void => {
  app.get('/apps', { config: { doc: listDoc } }, async () => ({ version: 1, apps: await desk.list() }));

  app.get('/apps/:appid', { config: { doc: readDoc } }, async (request, reply) => {
    const { text, tag } = await desk.read(params.parse(request.params).appid);
    return reply.header('etag', tag).type('application/jsonc; charset=utf-8').send(text);
  });

  app.register(async (texts) => {
    texts.removeContentTypeParser('application/json');
    texts.addContentTypeParser(types, { parseAs: 'string', bodyLimit }, (_request, body, done) => done(null, body));
    texts.put('/apps/:appid', { config: { doc: replaceDoc } }, async (request, reply) => {
      const { body, headers } = request;
      if (typeof body !== 'string') throw new Problem(400, 'The body of PUT /api/v1/apps is an app file.');
      const conditions = { match: headers['if-match'], noneMatch: headers['if-none-match'] };
      const { row, tag, isNew } = await desk.replace(params.parse(request.params).appid, body, conditions);
      reply.code(isNew ? 201 : 200).header('etag', tag);
      return { version: 1, app: row };
    });
  });
};
