import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exampleUrl, openApiOf } from '../../src/admin/openapi.ts';
import type { RouteDoc } from '../../src/admin/route-doc.ts';
import { began, completed, judged, refused, violation } from '../events/made.ts';
import { APPID, openWorld } from '../support/world.ts';
import { askAdmin } from './asked.ts';

interface Media {
  readonly schema: object;
  readonly example?: object;
}

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly example?: string | number }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, Media>> }>>;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** A gate in whose memory there are flows of every kind, and its document. */
const opened = async () => {
  const world = await openWorld({ app: { certs: { 'api.shop.test': [`sha256/${'A'.repeat(43)}=`] } } });
  const { bus } = world.gateway.recording;
  const seen = [began('mf3k2a1b-1'), judged('mf3k2a1b-1', 'tunnel', [], [violation('method', { skipped: true })])];
  for (const event of [...seen, refused('mf3k2a1b-1', violation('domain-allowlist'))]) bus.emit(event);
  for (const event of [began('f2', { appid: APPID, host: 'new.test' }), completed('f2'), began('open')])
    bus.emit(event);
  const document: OpenApi = (await askAdmin(world, '/openapi.json')).json();
  return { world, document };
};

const operationsOf = ({ paths }: OpenApi) =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
  );

/** The answer's first part; a stream of events has no end. */
const read = async (answer: Response): Promise<string> => {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text();
  const reader = answer.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
};

describe('/openapi.json', () => {
  it('passes a linter without a word', async () => {
    const { document } = await opened();
    expect(document.openapi).toBe('3.1.0');
    const config = await createConfig({ extends: ['recommended-strict'] });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });

  it('has every route of the API', async () => {
    const { document } = await opened();
    const routes = operationsOf(document).map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    expect(routes.sort()).toEqual([
      'GET /api/v1/apps',
      'GET /api/v1/apps/{appid}',
      'GET /api/v1/devices',
      'GET /api/v1/domains/suggest',
      'GET /api/v1/events',
      'GET /api/v1/flows',
      'GET /api/v1/flows/{id}',
      'GET /api/v1/har',
      'GET /api/v1/report',
      'GET /docs',
      'GET /healthz',
      'GET /metrics',
      'GET /openapi.json',
      'GET /readyz',
      'GET /rules/{id}',
      'POST /api/v1/drills/swap-key',
      'POST /api/v1/explain',
      'POST /api/v1/session/reset',
      'PUT /api/v1/apps/{appid}',
      'PUT /api/v1/devices/{id}',
    ]);
  });

  it('has an example of each, which the gate answers as the document says', async () => {
    const { world, document } = await opened();
    const ajv = new Ajv2020({ strict: false });
    const { port, token } = world.gateway.admin;
    // The reset comes last, since it forgets what the others show.
    const operations = operationsOf(document).sort(
      (a, b) => Number(/reset/.test(a.path)) - Number(/reset/.test(b.path)),
    );
    for (const { path, method, operation } of operations) {
      const { parameters, requestBody, responses, security } = operation;
      const placed = path.replace(/\{(\w+)\}/g, (_, name) =>
        String(parameters.find((one) => one.name === name)?.example),
      );
      const query = parameters.filter((one) => one.in === 'query' && one.example !== undefined);
      const search = new URLSearchParams(Object.fromEntries(query.map(({ name, example }) => [name, String(example)])));
      const answer = await fetch(`http://127.0.0.1:${port}${placed}?${search}`, {
        method: method.toUpperCase(),
        headers: {
          ...(security.length > 0 ? { authorization: `Bearer ${token}` } : {}),
          ...(requestBody ? { 'content-type': 'application/json' } : {}),
        },
        ...(requestBody ? { body: JSON.stringify(requestBody.content['application/json']?.example) } : {}),
      });
      const text = await read(answer);
      expect([operation.operationId, answer.status, answer.ok ? '' : text]).toEqual([operation.operationId, 200, '']);
      const type = (answer.headers.get('content-type') ?? '').replace(/;.*/, '');
      const media = responses[200]?.content[type];
      expect([operation.operationId, type, media !== undefined]).toEqual([operation.operationId, type, true]);
      ajv.validate(media?.schema ?? false, type === 'application/json' ? JSON.parse(text) : text);
      expect([operation.operationId, ajv.errors ?? []]).toEqual([operation.operationId, []]);
    }
  });

  it('describes the problem documents', async () => {
    const { world, document } = await opened();
    const ajv = new Ajv2020({ strict: false });
    const calls = [
      { path: '/api/v1/flows?limit=0' },
      { path: '/api/v1/none' },
      { path: `/api/v1/apps/${APPID}`, method: 'PUT', body: '{"appid": 3}' },
    ];
    for (const { path, ...asked } of calls) {
      const answer = await askAdmin(world, path, asked);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      ajv.validate(document.components.schemas.Problem ?? false, answer.json());
      expect([path, ajv.errors ?? []]).toEqual([path, []]);
    }
  });
});

describe('a route in the document', () => {
  const doc: RouteDoc = {
    ...{ id: 'one', tag: 'Flows', summary: 'One', faults: [404] },
    path: { id: { about: 'Its id.', example: 'a/b' } },
    query: z.strictObject({ limit: z.int().default(5) }),
    queryExample: { limit: 7 },
    answer: { type: 'application/json', about: 'It.', shape: z.strictObject({ id: z.string() }) },
  };
  const route = { method: 'GET', url: '/one/:id', doc };

  it('has the address of its example', () => expect(exampleUrl(route)).toBe('/one/a%2Fb?limit=7'));

  it('has what it takes, what it answers, and what may go wrong', () => {
    expect(openApiOf([route])).toMatchObject({
      paths: {
        '/one/{id}': {
          get: {
            operationId: 'one',
            parameters: [
              { name: 'id', in: 'path', required: true, example: 'a/b' },
              { name: 'limit', in: 'query', schema: { type: 'integer', default: 5 }, example: 7 },
            ],
            security: [{ bearer: [] }],
            responses: { 200: {}, 401: {}, 404: {}, 421: {} },
          },
        },
      },
    });
  });
});
