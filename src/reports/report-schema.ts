import { z } from 'zod';
import type { Report } from '../events/report.ts';
import type { Against } from './against/against.ts';

const count = z.int().nonnegative();
const state = z.enum(['pass', 'fail', 'warn', 'not-seen', 'not-checkable']);

const example = z.strictObject({
  effect: z.enum(['error', 'warn']),
  errMsg: z.string(),
  message: z.string(),
  fix: z.string(),
  flow: z.string().nullable().describe('Id of the flow; null: found in the app’s own file.'),
  at: z.number().describe('Epoch milliseconds; 0: in the app’s own file.'),
});

const ruleRow = z
  .strictObject({
    rule: z.string(),
    title: z.string(),
    state: state.describe('What was not seen, or could not be checked, is never a pass.'),
    passed: count,
    failed: count,
    warned: count,
    notCheckable: count,
    reason: z.string().nullable().describe('Why the first flow that could not be checked could not; null: each could.'),
    example: example.nullable(),
    docs: z.string().nullable().describe('The page about it, in mpgate’s own folder; null: no rule of this version.'),
  })
  .describe('How one rule stands. The counts are flows, each counted once by the gravest answer.');

const findingRow = z
  .strictObject({
    rule: z.string(),
    appid: z.string().nullable(),
    api: z.string(),
    version: z.string().nullable().describe('Release channel: "0", "devtools" or a release number.'),
    flows: count,
    now: z.strictObject({
      outcome: z.enum(['refused', 'allowed']),
      exempt: z
        .enum(['skip-verification', 'debug', 'effect'])
        .nullable()
        .describe('Why the client is, or with its debug switch on would be, let through.'),
    }),
    release: z.strictObject({
      outcome: z.enum(['fails', 'allowed']),
      errMsg: z.string().nullable(),
      errno: z.int().nullable(),
    }),
    message: z.string(),
    fix: z.string(),
    flow: z.string(),
  })
  .describe('One thing amiss: what the client met now, and what the release build will.');

const totals = z.strictObject({
  seen: count,
  open: count,
  completed: count,
  refused: count,
  failed: count,
  aborted: count,
  lost: count.describe('Flows that could not be followed to their end.'),
});

const clientRow = z.strictObject({
  appid: z.string().nullable(),
  device: z.string().nullable().describe('null: all further apps and devices together.'),
  flows: count,
  rules: z.array(ruleRow),
});

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
    entries: z.array(againstEntry),
    rules: z.array(ruleRow),
  })
  .describe('The session judged again by another platform’s rules, as with --against.');

/** The JSON report, declared once: docs/report.schema.json is made from it. */
export const reportSchema = z
  .strictObject({
    version: z.literal(1),
    verdict: z.enum(['pass', 'fail']),
    flows: totals,
    skipped: count.describe('Flows that only went on because skipVerification was set.'),
    findings: z.array(findingRow),
    findingsLost: count,
    rules: z.array(ruleRow),
    clients: z.array(clientRow),
    against: against.optional(),
  })
  .meta({ title: 'mpgate: a report' }) satisfies z.ZodType<Report & { readonly against?: Against | undefined }>;

/** JSON Schema (2020-12) of the report. */
export const reportJsonSchema = z.toJSONSchema(reportSchema);
