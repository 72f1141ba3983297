import type { Bus, FlowBegan, FlowEvent, FlowJudged, ServerProbed, Terminal } from '../model/event.ts';
import { clipBegan, clipJudged, clipViolation } from './clip.ts';
import { type Course, createCourses, type Step } from './course.ts';
import { createFan, type Fan } from './fan.ts';
import { createOpenTable } from './open-table.ts';

/** All that the events of one flow have said so far. */
export interface Flow {
  /** Counts the flows of a session from 1, in the order in which they began. */
  readonly seq: number;
  readonly began: FlowBegan;
  /** In the order of judgement; a stage that is missing was not reached. */
  readonly judged: readonly Step[];
  /** When each of them was said, epoch milliseconds. */
  readonly judgedAt: readonly number[];
  /** Time spent waiting in line, milliseconds. */
  readonly waitedMs: number;
  /** null while the flow is open. */
  readonly end: Terminal | null;
}

/** Joins the events of each flow, so that whoever needs a whole flow need not keep open flows of its own. */
export interface Flows {
  /** Tells of each flow once, at its terminal event. Returns the call that ends the subscription. */
  readonly subscribe: (listener: (flow: Flow) => void) => () => void;
  /** Tells of each look at a server, which no flow waits for. */
  readonly onProbed: (listener: (probed: ServerProbed) => void) => () => void;
  /** The open flows, the oldest first. */
  readonly open: () => Iterable<Flow>;
  readonly find: (id: string) => Flow | undefined;
  readonly openCount: () => number;
  /** Flows that were let go while open, to stay within the limit. */
  readonly lostCount: () => number;
}

interface Joining extends Flow {
  course: Course;
  judged: Flow['judged'];
  judgedAt: number[];
  waitedMs: number;
  end: Terminal | null;
}

const ending = (event: Terminal): Terminal =>
  event.type === 'flow.refused' ? { ...event, cause: clipViolation(event.cause) } : event;

/** Joins events, one after the other. */
class Joiner {
  readonly open = createOpenTable<Joining>();
  readonly ended: Fan<Flow>;
  readonly probed: Fan<ServerProbed>;
  lost = 0;
  readonly #openLimit: number;
  readonly #courses = createCourses();
  #seq = 0;

  constructor(onFault: (fault: unknown) => void, openLimit: number) {
    this.ended = createFan<Flow>(onFault);
    this.probed = createFan<ServerProbed>(onFault);
    this.#openLimit = openLimit;
  }

  take(event: FlowEvent): void {
    if (event.type === 'flow.began') return this.#begin(event);
    if (event.type === 'server.probed') return this.probed.emit(clipJudged(event));
    const flow = this.open.get(event.flow);
    // Let go, or ended already: a flow has one end, and the first one stands.
    if (!flow) return;
    if (event.type === 'flow.judged') this.#judge(flow, event);
    else if (event.type === 'flow.waited') flow.waitedMs += event.waitedMs;
    else this.#finish(flow, event);
  }

  #begin(event: FlowBegan): void {
    if (this.open.size() >= this.#openLimit) this.#loseOldest();
    this.#seq += 1;
    const course = this.#courses.start;
    const { steps: judged } = course;
    const began = clipBegan(event);
    this.open.open(event.flow, { seq: this.#seq, began, course, judged, judgedAt: [], waitedMs: 0, end: null });
  }

  #judge(flow: Joining, event: FlowJudged): void {
    flow.course = this.#courses.goOn(flow.course, clipJudged(event));
    flow.judged = flow.course.steps;
    flow.judgedAt.push(event.at);
  }

  #finish(flow: Joining, event: Terminal): void {
    this.open.close(event.flow);
    flow.end = ending(event);
    // Without the room for more: it may be kept for long.
    flow.judgedAt = flow.judgedAt.slice();
    this.ended.emit(flow);
  }

  #loseOldest(): void {
    for (const { began } of this.open.values()) {
      this.lost += 1;
      return this.open.close(began.flow);
    }
  }
}

/**
 * Subscribes to the bus. `openLimit` bounds the flows that are joined at a time; it is far above what a gate may
 * have open, so that it only matters if terminal events went missing.
 */
export const createFlows = (bus: Bus, onFault: (fault: unknown) => void, openLimit = 100_000): Flows => {
  const joiner = new Joiner(onFault, openLimit);
  bus.subscribe((event) => joiner.take(event));
  return {
    subscribe: joiner.ended.subscribe,
    onProbed: joiner.probed.subscribe,
    open: joiner.open.values,
    find: joiner.open.get,
    openCount: joiner.open.size,
    lostCount: () => joiner.lost,
  };
};
