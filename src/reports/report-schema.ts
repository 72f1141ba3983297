import { z } from 'zod';
import type { Report } from '../events/report.ts';
import { findingRow, reportShape, ruleRow } from '../events/report-shape.ts';
import type { Against } from './against/against.ts';

const count = z.int().nonnegative();

const againstRequest = z
  .strictObject({
    flow: z.string(),
    at: z.number().describe('Epoch milliseconds at which it began.'),
    device: z.string(),
    appid: z.string(),
    method: z.string(),
    url: z.string().describe('Values that sound like secrets are hidden.'),
    api: z.string(),
    rule: z.string(),
    errMsg: z.string().describe('What the fail callback gets on the other platform.'),
    errno: z.int().nullable(),
    source: z.string().describe('Document and line.'),
    message: z.string(),
    fix: z.string(),
    recorded: z
      .enum(['passed', 'failed'])
      .describe('How the same request stands by the platform of the session, with verification on.'),
  })
  .describe('A request that would fail on the other platform.');

const againstEntry = z
  .strictObject({
    appid: z.string(),
    list: z.string(),
    rule: z.string(),
    source: z.string(),
    message: z.string(),
    fix: z.string(),
  })
  .describe('An entry of a domain list that the console of the other platform does not take.');

const against = z
  .strictObject({
    profile: z.string(),
    verdict: z.enum(['pass', 'fail']),
    flows: count.describe('Flows that were judged again.'),
    requests: z.array(againstRequest),
    requestsLost: count.describe('Failing requests beyond those kept.'),
    servers: z.array(findingRow).describe('What is amiss with servers there, by flows and by looks of the gate’s own.'),
    entries: z.array(againstEntry),
    rules: z.array(ruleRow),
  })
  .describe('The session judged again by another platform’s rules, as with --against.');

/** The JSON report, declared once: docs/report.schema.json is made from it. */
export const reportSchema = reportShape
  .extend({ against: against.optional() })
  .meta({ title: 'mpgate: a report' }) satisfies z.ZodType<Report & { readonly against?: Against | undefined }>;

/** JSON Schema (2020-12) of the report. */
export const reportJsonSchema = z.toJSONSchema(reportSchema);
