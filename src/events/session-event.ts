import type { FlowBegan, SessionBegan, SessionEvent } from '../model/event.ts';
import type { Verdict, Violation } from '../model/verdict.ts';

type Kind = 'string' | 'number' | 'boolean' | 'string?' | 'number?';
type Shape = Readonly<Record<string, Kind>>;

const isKind = (value: unknown, kind: Kind): boolean =>
  kind.endsWith('?') ? value === null || typeof value === kind.slice(0, -1) : typeof value === kind;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A shape as pairs: lines come by the million. */
const checkOf = (shape: Shape): ((value: unknown) => boolean) => {
  const fields = Object.entries(shape);
  return (value) => isObject(value) && fields.every(([name, kind]) => isKind(value[name], kind));
};

const isListOf = (value: unknown, each: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(each);
const isText = (value: unknown): boolean => typeof value === 'string';

const violationFields = checkOf({
  ...{ rule: 'string', errMsg: 'string', errno: 'number?', profile: 'string', source: 'string', message: 'string' },
  ...{ expected: 'string?', actual: 'string?', fix: 'string', skipped: 'boolean' },
});

const isViolation = (value: unknown): value is Violation =>
  violationFields(value) && isObject(value) && (value.effect === 'error' || value.effect === 'warn');

const isUnchecked = checkOf({ rule: 'string', reason: 'string' });

const isVerdict = (value: unknown): value is Verdict =>
  isObject(value) &&
  isListOf(value.passed, isText) &&
  isListOf(value.violations, isViolation) &&
  (value.unchecked === undefined || isListOf(value.unchecked, isUnchecked));

const end = { durationMs: 'number', bytesUp: 'number', bytesDown: 'number' } as const;
const completed = checkOf({ ...end, status: 'number', spliced: 'string?' });
const refused = checkOf(end);
const failed = checkOf({ ...end, code: 'string', message: 'string' });
const aborted = checkOf({ ...end, by: 'string' });
const began = checkOf({
  ...{ kind: 'string', device: 'string', appid: 'string?', profile: 'string?', version: 'string?', method: 'string' },
  ...{ url: 'string', host: 'string', port: 'number', api: 'string', sure: 'string' },
} satisfies { readonly [K in Exclude<keyof FlowBegan, 'v' | 'at' | 'flow' | 'type'>]: Kind });

const probed = checkOf({
  ...{ device: 'string', appid: 'string?', profile: 'string?', version: 'string?', api: 'string' },
  ...{ host: 'string', port: 'number', address: 'string' },
});

const app = checkOf({
  ...{ appid: 'string', name: 'string', profile: 'string', version: 'string', skipVerification: 'boolean' },
  ...{ requestsAtOnce: 'number?', socketsAtOnce: 'number' },
});

const isPlaces = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every(checkOf({ line: 'number', column: 'number' }));

const isSettings = (value: unknown): boolean => value === undefined || isObject(value);

const isFile = (value: unknown): boolean =>
  value === null || (isObject(value) && isText(value.path) && isPlaces(value.places) && isSettings(value.settings));

const isApp = (value: unknown): boolean =>
  app(value) && isObject(value) && isFile(value.file) && isVerdict(value.configVerdict);

const isSession = (value: Readonly<Record<string, unknown>>): boolean => isListOf(value.apps, isApp);

/** What each type of event must have, besides `v`, `at` and, for flows, `flow`. */
const checks: { readonly [T in SessionEvent['type']]: (value: Readonly<Record<string, unknown>>) => boolean } = {
  'session.began': isSession,
  'session.reloaded': isSession,
  'flow.began': began,
  'flow.judged': (value) => isText(value.stage) && isVerdict(value),
  'server.probed': (value) => probed(value) && isVerdict(value),
  'flow.waited': ({ waitedMs }) => typeof waitedMs === 'number',
  'flow.completed': completed,
  'flow.refused': (value) => refused(value) && isViolation(value.cause) && isText(value.how),
  'flow.failed': failed,
  'flow.aborted': aborted,
};

const isType = (type: unknown): type is SessionEvent['type'] => typeof type === 'string' && Object.hasOwn(checks, type);

const isEvent = (value: unknown): value is SessionEvent => {
  if (!isObject(value) || value.v !== 1 || typeof value.at !== 'number' || !isType(value.type)) return false;
  return (value.type.startsWith('session.') || isText(value.flow)) && checks[value.type](value);
};

/** A line of a session file; null: it is none of version 1. */
export const sessionEvent = (line: string): SessionEvent | null => {
  try {
    const value: unknown = JSON.parse(line);
    return isEvent(value) ? value : null;
  } catch {
    // Half a line, or no session file at all: the reader counts such lines.
    return null;
  }
};

export const isOfSession = (event: SessionEvent): event is SessionBegan => event.type.startsWith('session.');
