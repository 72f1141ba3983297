import type { Bus, FlowBegan, FlowEvent, FlowJudged, Terminal } from '../model/event.ts';
import { clipBegan, clipViolation } from './clip.ts';
import { createFan } from './fan.ts';
import { createListPool, type ListPool } from './list-pool.ts';

/** All that the events of one flow have said so far. */
export interface Flow {
  /** Counts the flows of a session from 1, in the order in which they began. */
  readonly seq: number;
  readonly began: FlowBegan;
  readonly judged: readonly FlowJudged[];
  /** Time spent waiting in line, milliseconds. */
  readonly waitedMs: number;
  /** null while the flow is open. */
  readonly end: Terminal | null;
}

/** Joins the events of each flow, so that whoever needs a whole flow need not keep open flows of its own. */
export interface Flows {
  /** Tells of each flow once, at its terminal event. Returns the call that ends the subscription. */
  readonly subscribe: (listener: (flow: Flow) => void) => () => void;
  /** The open flows, the oldest first. */
  readonly open: () => Iterable<Flow>;
  readonly find: (id: string) => Flow | undefined;
  readonly openCount: () => number;
  /** Flows that were let go while open, to stay within the limit. */
  readonly lostCount: () => number;
}

interface Joining extends Flow {
  readonly judged: FlowJudged[];
  waitedMs: number;
  end: Terminal | null;
}

const ending = (event: Terminal): Terminal =>
  event.type === 'flow.refused' ? { ...event, cause: clipViolation(event.cause) } : event;

const noViolations: FlowJudged['violations'] = [];

/** The event as it is kept, perhaps ten thousand times over. */
const slim = (event: FlowJudged, share: ListPool): FlowJudged => ({
  v: 1,
  type: 'flow.judged',
  at: event.at,
  flow: event.flow,
  stage: event.stage,
  passed: share(event.passed),
  violations: event.violations.length === 0 ? noViolations : event.violations.map(clipViolation),
  ...(event.unchecked ? { unchecked: event.unchecked } : {}),
});

const removeOldest = (open: Map<string, unknown>): boolean => {
  const [oldest] = open.keys();
  return oldest !== undefined && open.delete(oldest);
};

/**
 * Subscribes to the bus. `openLimit` bounds the flows that are joined at a time; it is far above what a gate may
 * have open, so that it only matters if terminal events went missing.
 */
export const createFlows = (bus: Bus, onFault: (fault: unknown) => void, openLimit = 100_000): Flows => {
  const open = new Map<string, Joining>();
  const ended = createFan<Flow>(onFault);
  const share = createListPool();
  let seq = 0;
  let lost = 0;

  const begin = (event: FlowBegan): void => {
    if (open.size >= openLimit && removeOldest(open)) lost += 1;
    seq += 1;
    open.set(event.flow, { seq, began: clipBegan(event), judged: [], waitedMs: 0, end: null });
  };

  const finish = (flow: Joining, event: Terminal): void => {
    open.delete(event.flow);
    flow.end = ending(event);
    ended.emit(flow);
  };

  bus.subscribe((event: FlowEvent) => {
    if (event.type === 'flow.began') return begin(event);
    const flow = open.get(event.flow);
    // Let go, or ended already: a flow has one end, and the first one stands.
    if (!flow) return;
    if (event.type === 'flow.judged') flow.judged.push(slim(event, share));
    else if (event.type === 'flow.waited') flow.waitedMs += event.waitedMs;
    else finish(flow, event);
  });

  return {
    subscribe: ended.subscribe,
    open: () => open.values(),
    find: (id) => open.get(id),
    openCount: () => open.size,
    lostCount: () => lost,
  };
};
