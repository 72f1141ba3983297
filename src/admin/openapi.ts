import { z } from 'zod';
import type { JsonSchema } from '../config/json-schema.ts';
import type { RouteDoc } from './route-doc.ts';
import { problemShape } from './shapes.ts';

/** A route as the server has it. */
export interface DocumentedRoute {
  readonly method: string;
  /** As the router writes it, `/api/v1/flows/:id`. */
  readonly url: string;
  readonly doc: RouteDoc;
}

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (shape: z.ZodType, io: 'input' | 'output' = 'output'): JsonSchema => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io });
  return schema;
};

const reasons: Readonly<Record<number, string>> = {
  400: 'What was asked cannot be used; the detail says why.',
  401: 'The token is missing or wrong.',
  403: 'A page of another origin, or the read-only role, asked for a change.',
  404: 'There is no such thing.',
  409: 'It stands in the way of something that is there; nothing was changed.',
  412: 'The file is another than the one that was read; nothing was changed.',
  413: 'The body is too large.',
  415: 'The body is of another type.',
  421: 'The Host header is neither an address nor localhost.',
  422: 'The app file has mistakes; nothing was changed.',
  429: 'Too much was asked; Retry-After says when there is room again.',
  500: 'It could not be done; nothing was changed.',
  503: 'The gate takes no new traffic.',
};

const problemAnswer = (status: number): Json => ({
  description: reasons[status] ?? 'A problem.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const faultsOf = ({ method, doc }: DocumentedRoute): readonly number[] => [
  ...doc.faults,
  ...(doc.isOpen ? [] : [401]),
  ...(method === 'GET' ? [] : [403]),
  ...(doc.body ? [400, 413, 415] : []),
  ...[421, 429],
];

const parametersOf = ({ path = {}, query, queryExample = {} }: RouteDoc): readonly Json[] => [
  ...Object.entries(path).map(([name, { about, example }]) => ({
    ...{ name, in: 'path', required: true, description: about, schema: { type: 'string' }, example },
  })),
  ...Object.entries((query && schemaOf(query, 'input').properties) ?? {}).map(([name, schema]) => ({
    ...{ name, in: 'query', schema },
    ...(Object.hasOwn(queryExample, name) ? { example: queryExample[name] } : {}),
  })),
];

const bodyOf = ({ types, shape, example }: NonNullable<RouteDoc['body']>): Json => {
  const content = { schema: schemaOf(shape, 'input'), example };
  return { required: true, content: Object.fromEntries(types.map((type) => [type, content])) };
};

/** The address of the example of a route. */
export const exampleUrl = ({ url, doc: { path = {}, queryExample = {} } }: DocumentedRoute): string => {
  const place = url.replace(/:(\w+)/g, (_, name) => encodeURIComponent(path[name]?.example ?? ''));
  const query = new URLSearchParams(
    Object.fromEntries(Object.entries(queryExample).map(([name, value]) => [name, String(value)])),
  );
  return query.size > 0 ? `${place}?${query}` : place;
};

/** The example as a line of a shell. */
export const curlOf = (route: DocumentedRoute): string =>
  [
    'curl',
    ...(route.method === 'GET' ? [] : ['-X', route.method]),
    ...(route.doc.isOpen ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...(route.doc.body ? [`-H 'Content-Type: application/json' -d '${JSON.stringify(route.doc.body.example)}'`] : []),
    `'http://127.0.0.1:8081${exampleUrl(route)}'`,
  ].join(' ');

const operationOf = (route: DocumentedRoute): Json => {
  const { id, tag, summary, isOpen, body, answer, creates } = route.doc;
  const answered = { description: answer.about, content: { [answer.type]: { schema: schemaOf(answer.shape) } } };
  const faults = [...new Set(faultsOf(route))].sort((a, b) => a - b);
  return {
    ...{ operationId: id, tags: [tag], summary, parameters: parametersOf(route.doc) },
    ...(body ? { requestBody: bodyOf(body) } : {}),
    security: isOpen ? [] : [{ bearer: [] }],
    responses: {
      200: answered,
      ...(creates ? { 201: answered } : {}),
      ...Object.fromEntries(faults.map((status) => [status, problemAnswer(status)])),
    },
    'x-codeSamples': [{ lang: 'Shell', source: curlOf(route) }],
  };
};

const info = {
  title: 'mpgate: admin API',
  version: '1.0.0',
  description:
    'What the gate sees, and how it stands. With the token: `Authorization: Bearer …`, or once `?token=…`, which is answered with a cookie.',
  license: { name: 'MIT', identifier: 'MIT' },
};

/** OpenAPI 3.1 of these routes. */
export const openApiOf = (routes: readonly DocumentedRoute[]): Json => {
  const paths = new Map<string, Record<string, Json>>();
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    const operations = paths.get(path) ?? {};
    operations[route.method.toLowerCase()] = operationOf(route);
    paths.set(path, operations);
  }
  return {
    ...{ openapi: '3.1.0', info, servers: [{ url: '/', description: 'The admin port' }] },
    tags: [...new Set(routes.map(({ doc }) => doc.tag))].map((name) => ({ name, description: `${name}.` })),
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Problem: schemaOf(problemShape) },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  };
};
