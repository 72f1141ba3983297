import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Config } from '../../config/load.ts';
import { apis } from '../../rules/apis.ts';
import { explain as ask } from '../../rules/explain.ts';
import { refusalBody } from '../../rules/refusal-body.ts';
import { explained } from '../explained.ts';
import { policyOf } from '../policy-of.ts';
import { Problem } from '../problem.ts';
import type { RouteDoc } from '../route-doc.ts';
import { explanationShape } from '../shapes.ts';

const text = z.string().min(1);

const explainBody = z.strictObject({
  url: text.describe('As the mini program writes it, whole.'),
  appid: text.max(64).optional().describe('Left out: the default app.'),
  api: z.enum(apis).optional().describe('Left out: the one that the scheme implies, else request.'),
  method: text.max(64).optional().describe('Left out: POST for uploadFile, else GET.'),
  device: text
    .refine((device) => isIP(device) > 0, { error: 'an IP address such as 192.168.1.20' })
    .optional()
    .describe('Address of the phone; left out: no address is in its local network.'),
});

/** Keys that were not given are left out, not undefined. */
const given = ({ api, method, device }: z.output<typeof explainBody>) => ({
  ...(api === undefined ? {} : { api }),
  ...(method === undefined ? {} : { method }),
  ...(device === undefined ? {} : { device }),
});

const doc: RouteDoc = {
  ...{ id: 'explain', tag: 'Apps', summary: 'What the rules make of a URL, with no traffic', faults: [404] },
  body: { types: ['application/json'], shape: explainBody, example: { url: 'https://api.shop.test/v1?q=1' } },
  answer: { type: 'application/json', about: 'As mpgate explain --json.', shape: explanationShape },
};

/** `POST /explain`: what the rules make of a URL, with no traffic, as `mpgate explain --json` says it. */
export const explain = (app: FastifyInstance, config: () => Config): void => {
  app.post('/explain', { config: { doc } }, (request) => {
    const parsed = explainBody.safeParse(request.body);
    if (!parsed.success)
      throw new Problem(400, `The body of POST /api/v1/explain is not usable. ${explained(parsed.error)}.`);
    const { url, appid } = parsed.data;
    const answer = ask({ url, ...given(parsed.data) }, policyOf(config(), appid));
    if (!answer) throw new Problem(400, 'This is no URL; write it whole, as in https://api.shop.test/v1?q=1.');
    const { outcome, cause, verdicts } = answer;
    return { version: 1, outcome, cause: cause && refusalBody(cause), verdicts };
  });
};
