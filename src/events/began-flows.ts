import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { FlowBegan } from '../model/event.ts';

/** What a session file says of one flow, as far as its destination goes. */
export interface SeenFlow
  extends Pick<FlowBegan, 'kind' | 'appid' | 'method' | 'url' | 'host' | 'port' | 'api' | 'sure'> {
  /** Why its bytes were passed through unread; null: they were not, or it is not over. */
  readonly spliced: string | null;
}

export interface SessionCount {
  /** Lines that are no event: the last one of a crashed gate, or another file altogether. */
  readonly broken: number;
  readonly events: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An event of a flow, or of the session as a whole. */
const isOfSession = ({ flow, type }: Readonly<Record<string, unknown>>): boolean =>
  typeof flow === 'string' || (typeof type === 'string' && type.startsWith('session.'));

const parsed = (line: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) && value.v === 1 && isOfSession(value) ? value : null;
  } catch {
    return null;
  }
};

const kinds = ['request', 'socket', 'tunnel'] as const;
const sures = ['certain', 'likely', 'unknown'] as const;

const seenOf = ({
  kind,
  appid,
  method,
  url,
  host,
  port,
  api,
  sure,
}: Readonly<Record<string, unknown>>): SeenFlow | null => {
  const known = kinds.find((one) => one === kind);
  const certainty = sures.find((one) => one === sure);
  if (!known || !certainty || typeof host !== 'string' || typeof port !== 'number') return null;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    kind: known,
    appid: typeof appid === 'string' ? appid : null,
    method: text(method),
    url: text(url),
    host,
    port,
    api: text(api),
    sure: certainty,
    spliced: null,
  };
};

/**
 * Reads a session file as a stream and tells of each flow once: when it ends, or after the last line where it never
 * does. Memory grows with the flows open at once, not with the file. Rejects where the file cannot be read.
 */
export const readBegan = async (file: string, tell: (flow: SeenFlow) => void): Promise<SessionCount> => {
  const open = new Map<string, SeenFlow>();
  let broken = 0;
  let events = 0;
  const over = (id: string, spliced: unknown): void => {
    const flow = open.get(id);
    open.delete(id);
    if (flow) tell(typeof spliced === 'string' ? { ...flow, spliced } : flow);
  };
  for await (const line of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line === '') continue;
    const event = parsed(line);
    if (event) events += 1;
    else broken += 1;
    const seen = event?.type === 'flow.began' ? seenOf(event) : null;
    if (seen) open.set(String(event?.flow), seen);
    else if (/^flow\.(completed|refused|failed|aborted)$/.test(String(event?.type)))
      over(String(event?.flow), event?.spliced);
  }
  for (const flow of open.values()) tell(flow);
  return { broken, events };
};
