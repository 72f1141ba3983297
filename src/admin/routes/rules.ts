import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { docsOf } from '../../rules/docs-of.ts';
import { rules as table } from '../../rules/index.ts';
import { Problem } from '../problem.ts';
import type { RouteDoc } from '../route-doc.ts';

const doc: RouteDoc = {
  ...{ id: 'getRule', tag: 'Documents', summary: 'The page about a rule', isOpen: true, faults: [404] },
  path: { id: { about: 'Id of the rule.', example: 'domain-allowlist' } },
  answer: { type: 'text/markdown', about: 'Markdown.', shape: z.string() },
};

const ids = new Set(table.map(({ id }) => id));

/** package.json lies beside src/ and beside dist/, and so do the pages. */
const pageOf = (id: string): URL => new URL(`../../../${docsOf(id)}`, import.meta.url);

/** `GET /rules/:id`: the page about a rule, as Markdown. Nothing in it is secret. */
export const rules = (app: FastifyInstance): void => {
  app.get<{ Params: { id: string } }>('/rules/:id', { config: { doc } }, async ({ params: { id } }, reply) => {
    if (!ids.has(id)) throw new Problem(404, 'There is no rule of this name; the report names them all.');
    return reply.type('text/markdown; charset=utf-8').send(await readFile(pageOf(id), 'utf8'));
  });
};
