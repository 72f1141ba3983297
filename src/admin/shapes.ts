import { z } from 'zod';

/** What the routes answer with, declared for the OpenAPI document. */

const count = z.int().nonnegative();
const version = z.literal(1);
const epochMs = z.number().describe('Epoch milliseconds.');

export const swapShape = z.strictObject({ version, host: z.string() });

export const okShape = z.strictObject({ status: z.literal('ok') });

const mistake = z.strictObject({
  file: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  path: z.string().describe('Dotted path of the value, "domains.request[0]".'),
  rule: z.string().nullable().describe('The rule that was broken; null: a mistake of form.'),
  message: z.string(),
});

export const problemShape = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  problems: z.array(mistake).optional().describe('Of an app file: every mistake.'),
});

const violation = z.strictObject({
  ...{ rule: z.string(), effect: z.enum(['error', 'warn']), errMsg: z.string(), errno: z.int().nullable() },
  ...{ profile: z.string(), source: z.string(), message: z.string(), fix: z.string() },
  ...{ expected: z.string().nullable(), actual: z.string().nullable() },
  mild: z.literal(true).optional().describe('The rule itself only warns of what it found.'),
  skipped: z.boolean().describe('Only skipVerification made it a warning.'),
});

const stage = z.strictObject({
  stage: z.enum(['tunnel', 'request', 'admit', 'dial', 'peer', 'body', 'response', 'clock']),
  at: epochMs,
  passed: z.array(z.string()),
  violations: z.array(violation),
  unchecked: z.array(z.strictObject({ rule: z.string(), reason: z.string() })),
});

const ended = { at: epochMs, durationMs: z.number(), bytesUp: count, bytesDown: count };

const end = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('completed'),
    ...ended,
    status: z.int(),
    spliced: z.string().nullable().describe('Why the bytes were passed through unread; null: they were read.'),
  }),
  z.strictObject({
    outcome: z.literal('refused'),
    ...ended,
    cause: violation,
    how: z.enum(['connect', 'cut', 'explain']),
  }),
  z.strictObject({ outcome: z.literal('failed'), ...ended, code: z.string(), message: z.string() }),
  z.strictObject({ outcome: z.literal('aborted'), ...ended, by: z.enum(['client', 'gate']) }),
]);

export const flowShape = z.strictObject({
  id: z.string(),
  at: epochMs,
  kind: z.enum(['request', 'socket', 'tunnel']),
  device: z.string(),
  ...{ appid: z.string().nullable(), profile: z.string().nullable(), version: z.string().nullable() },
  ...{ method: z.string(), url: z.string(), host: z.string(), port: z.int(), api: z.string() },
  sure: z.enum(['certain', 'likely', 'unknown']),
  verdicts: z.array(stage).describe('In the order of judgement; a stage that is missing was not reached.'),
  waitedMs: z.number(),
  end: end.nullable().describe('null: the flow is open.'),
});

export const flowsShape = z.strictObject({
  version,
  flows: z.array(flowShape).describe('The newest first.'),
  next: z.int().nullable().describe('The "before" of the next page; null: this is the last one.'),
});

export const deviceShape = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  platform: z.enum(['ios', 'android', 'strictest']).nullable().describe('null: that of each app.'),
  seenAt: epochMs.nullable().describe('Beginning of its last flow, epoch milliseconds; null: none yet.'),
  userAgent: z.string().nullable(),
  foreground: z.boolean(),
  since: epochMs.describe('Since when it is where it is, epoch milliseconds.'),
  session: z.int().min(1),
  apps: z.array(z.strictObject({ appid: z.string(), requests: count, sockets: count, waiting: count })),
  flows: z.string().describe('Where its recent flows are.'),
  shortcuts: z
    .array(z.string())
    .optional()
    .describe('POST to one of them with /background, /foreground or /new-session behind it. Not for who only reads.'),
});

export const devicesShape = z.strictObject({ version, devices: z.array(deviceShape) });

const app = z.strictObject({
  ...{ appid: z.string(), name: z.string(), profile: z.string() },
  version: z.string().describe('Release channel: "0", "devtools" or a release number.'),
  skipVerification: z.boolean(),
  file: z.string().nullable(),
  problems: z.array(mistake).describe('What keeps the file, as it is now, from being taken over.'),
  warnings: z.array(mistake),
});

export const appsShape = z.strictObject({ version, apps: z.array(app) });
export const appShape = z.strictObject({ version, app });

const refusal = z.strictObject({
  ...{ version, errMsg: z.string(), errno: z.int().nullable(), rule: z.string(), effect: z.enum(['error', 'warn']) },
  ...{ profile: z.string(), source: z.string(), message: z.string(), fix: z.string(), docs: z.string() },
  ...{ expected: z.string().nullable(), actual: z.string().nullable() },
});

export const explanationShape = z.strictObject({
  version,
  outcome: z.enum(['pass', 'fail']),
  cause: refusal.nullable(),
  verdicts: z.array(
    z.strictObject({
      rule: z.string(),
      state: z.enum(['pass', 'fail', 'warn', 'not-seen', 'not-checkable']),
      message: z.string().nullable(),
    }),
  ),
});

const hosts = z.array(z.string());
const flowCount = { flows: count };

export const suggestionShape = z.strictObject({
  ...{ version, appid: z.string(), events: count, broken: count },
  notCounted: count.describe('Flows that made room for newer ones, or went to more places than are told apart.'),
  lists: z.strictObject({
    ...{ request: hosts, uploadFile: hosts, downloadFile: hosts, connectSocket: hosts, udp: hosts, tcp: hosts },
  }),
  missing: z.array(
    z.strictObject({
      ...{ list: z.string(), entry: z.string(), ...flowCount, sure: z.enum(['certain', 'likely', 'unknown']) },
    }),
  ),
  unused: z.array(z.strictObject({ list: z.string(), entry: z.string() })),
  media: z.array(z.strictObject({ host: z.string(), ...flowCount })),
  never: z.array(
    z.strictObject({
      ...{ list: z.string(), url: z.string(), ...flowCount, rule: z.string(), message: z.string(), fix: z.string() },
    }),
  ),
});

export const harShape = z.looseObject({
  log: z.looseObject({ version: z.literal('1.2'), creator: z.looseObject({}), entries: z.array(z.looseObject({})) }),
});

export const resetShape = z.strictObject({ version, at: epochMs, flowsForgotten: count, flowsOpen: count });
