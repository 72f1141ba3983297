import { z } from 'zod';
import type { Report } from './report.ts';

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

/** How one rule stands. */
export const ruleRow = z
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
  .describe(
    'How one rule stands. The counts are flows, each counted once by the gravest answer, and looks of the gate’s own at servers.',
  );

export const findingRow = z
  .strictObject({
    rule: z.string(),
    appid: z.string().nullable(),
    api: z.string(),
    version: z.string().nullable().describe('Release channel: "0", "devtools" or a release number.'),
    server: z.string().nullable().describe('Host and port of the server that it is amiss with; null: with none.'),
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

/** A session so far, declared once, for who reads it as JSON. */
export const reportShape = z.strictObject({
  version: z.literal(1),
  verdict: z.enum(['pass', 'fail']),
  flows: totals,
  skipped: count.describe('Flows that only went on because skipVerification was set.'),
  findings: z.array(findingRow),
  findingsLost: count,
  rules: z.array(ruleRow),
  clients: z.array(clientRow),
}) satisfies z.ZodType<Report>;
