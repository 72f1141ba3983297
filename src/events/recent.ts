import type { Flow, Flows } from './flows.ts';
import { type FlowRecord, type Outcome, outcomes, record } from './record.ts';

export interface Filter {
  readonly appid?: string | undefined;
  readonly device?: string | undefined;
  readonly outcome?: Outcome | 'open' | undefined;
  /** Flows in which this rule found something amiss. */
  readonly rule?: string | undefined;
  readonly host?: string | undefined;
  /** Only flows that began before this place: the `next` of the page before. */
  readonly before?: number | undefined;
  /** Flows on a page; 100 unless given. */
  readonly limit?: number | undefined;
}

export interface Page {
  /** The newest first. */
  readonly flows: readonly FlowRecord[];
  /** Where the next page starts; null: this is the last one. */
  readonly next: number | null;
}

/** The flows of the last minutes: all that are open, and the newest finished ones. */
export interface Recent {
  readonly get: (id: string) => FlowRecord | null;
  readonly list: (filter: Filter) => Page;
  /** The finished flows, the one that finished first before the others, then the open ones. */
  readonly flows: () => readonly Flow[];
  /** Lets the finished flows go. */
  readonly clear: () => void;
  /** Flows held, open ones included. */
  readonly size: () => number;
  /** Finished flows that made room for newer ones. */
  readonly dropped: () => number;
}

const hasViolation = (flow: Flow, rule: string): boolean =>
  (flow.end?.type === 'flow.refused' && flow.end.cause.rule === rule) ||
  flow.judged.some(({ violations }) => violations.some((violation) => violation.rule === rule));

const isMatch = (flow: Flow, { appid, device, outcome, rule, host, before }: Filter): boolean =>
  (before === undefined || flow.seq < before) &&
  (appid === undefined || flow.began.appid === appid) &&
  (device === undefined || flow.began.device === device) &&
  (host === undefined || flow.began.host === host) &&
  (outcome === undefined || (flow.end ? outcomes[flow.end.type] : 'open') === outcome) &&
  (rule === undefined || hasViolation(flow, rule));

/** Holds at most `limit` finished flows: the one that finished first goes first. Open flows are bounded by `flows`. */
export const createRecent = (limit: number, flows: Flows): Recent => {
  const ring: Flow[] = [];
  let oldest = 0;
  let dropped = 0;

  flows.subscribe((flow) => {
    if (limit < 1) return;
    if (ring.length < limit) {
      ring.push(flow);
      return;
    }
    ring[oldest] = flow;
    oldest = (oldest + 1) % limit;
    dropped += 1;
  });

  return {
    get: (id) => {
      const flow = flows.find(id) ?? ring.find(({ began }) => began.flow === id);
      return flow ? record(flow) : null;
    },
    list: (filter) => {
      const size = filter.limit ?? 100;
      const found = [...ring, ...flows.open()].filter((flow) => isMatch(flow, filter)).sort((a, b) => b.seq - a.seq);
      const page = found.slice(0, size);
      return { flows: page.map(record), next: found.length > size ? (page.at(-1)?.seq ?? null) : null };
    },
    flows: () => [...ring.slice(oldest), ...ring.slice(0, oldest), ...flows.open()],
    clear: () => {
      ring.length = 0;
      oldest = 0;
      dropped = 0;
    },
    size: () => ring.length + flows.openCount(),
    dropped: () => dropped,
  };
};
