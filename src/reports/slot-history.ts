import type { FlowBegan, FlowEvent, FlowJudged, FlowWaited, SessionBegan, Terminal } from '../model/event.ts';
import { Lane, type LaneHistory } from './slot-lane.ts';
import type { Source } from './source.ts';
import { createTimeAxis, type TimeAxis } from './time-axis.ts';

/** How many requests and sockets each device had open at once, over the session. */
export interface SlotHistory {
  /** In the order in which they were first seen. */
  readonly lanes: readonly LaneHistory[];
  /** Devices, apps and kinds that found no place. */
  readonly lost: number;
  /** Epoch milliseconds of the first point. */
  readonly from: number;
  /** Milliseconds between two points. */
  readonly stepMs: number;
  /** Points of the longest lane. */
  readonly points: number;
}

interface Holder {
  readonly lane: Lane;
  state: 'arrived' | 'waiting' | 'running';
}

/** Flows that are followed at a time: far above what a gate has open. */
const openLimit = 100_000;
const ruleOf = { request: 'concurrency-request', socket: 'concurrency-socket' } as const;

/** As the platforms have it where the session does not say (S0:126, S0:127). */
const usual = { request: 10, socket: 5 } as const;

/** null: the platform has none. */
const limitOf = (session: SessionBegan | null, { appid, kind }: FlowBegan): number | null => {
  const app = session?.apps.find((one) => one.appid === appid);
  if (!app) return kind === 'socket' ? usual.socket : usual.request;
  return kind === 'socket' ? app.socketsAtOnce : app.requestsAtOnce;
};

const isRefused = ({ violations }: FlowJudged): boolean => violations.some(({ effect }) => effect === 'error');

interface Lanes {
  /** undefined: no lane is left for it. */
  readonly of: (event: FlowBegan, limit: number | null) => Lane | undefined;
  readonly all: () => readonly Lane[];
  readonly lost: () => number;
}

const createLanes = (laneLimit: number): Lanes => {
  const lanes = new Map<string, Lane>();
  const lost = new Set<string>();
  return {
    of: ({ device, appid, kind }, limit) => {
      const key = `${device} ${appid ?? ''} ${kind}`;
      const known = lanes.get(key);
      if (known || kind === 'tunnel') return known;
      if (lanes.size < laneLimit) {
        const lane = new Lane({ device, appid, kind, limit });
        lanes.set(key, lane);
        return lane;
      }
      if (lost.size < openLimit) lost.add(key);
      return undefined;
    },
    all: () => [...lanes.values()],
    lost: () => lost.size,
  };
};

/** What the events of flows do to their places. */
class Follower {
  readonly #holders = new Map<string, Holder>();
  readonly #lanes: Lanes;
  readonly #axis: TimeAxis;
  #session: SessionBegan | null;

  constructor(lanes: Lanes, axis: TimeAxis, session: SessionBegan | null) {
    this.#lanes = lanes;
    this.#axis = axis;
    this.#session = session;
  }

  hear(event: FlowEvent, session: SessionBegan | null): void {
    if (session !== this.#session) this.#beginAgain(session, event.at);
    if (event.type === 'flow.began') return this.#begin(event);
    const holder = this.#holders.get(event.flow);
    if (!holder || event.type === 'server.probed') return;
    if (event.type === 'flow.judged') this.#admit(event, holder);
    else this.#move(event, holder);
  }

  /** A gate that was killed told of no ends: the next one begins with every place free. */
  #beginAgain(session: SessionBegan | null, at: number): void {
    this.#session = session;
    if (session?.type !== 'session.began') return;
    this.#holders.clear();
    for (const lane of this.#lanes.all()) lane.empty(this.#axis.pointOf(at));
  }

  #begin(event: FlowBegan): void {
    if (this.#holders.size >= openLimit) return;
    const lane = this.#lanes.of(event, limitOf(this.#session, event));
    if (lane) this.#holders.set(event.flow, { lane, state: 'arrived' });
  }

  #admit(event: FlowJudged, holder: Holder): void {
    if (event.stage !== 'admit' || isRefused(event)) return;
    const mayWait = event.passed.includes(ruleOf[holder.lane.owner.kind]);
    holder.state = mayWait && holder.lane.isFull() ? 'waiting' : 'running';
    holder.lane.change(this.#axis.pointOf(event.at), holder.state, 1);
  }

  #move(event: FlowWaited | Terminal, holder: Holder): void {
    const point = this.#axis.pointOf(event.at);
    if (event.type === 'flow.waited') {
      holder.state = 'running';
      return holder.lane.admit(point);
    }
    this.#holders.delete(event.flow);
    if (holder.state !== 'arrived') holder.lane.change(point, holder.state, -1);
  }
}

/** Follows the places at the pace of the events, `laneLimit` lanes of `pointLimit` points at most. */
export const followSlots = (
  { bus, session }: Pick<Source, 'bus' | 'session'>,
  laneLimit = 32,
  pointLimit = 240,
): (() => SlotHistory) => {
  const lanes = createLanes(laneLimit);
  const axis = createTimeAxis(pointLimit, () => {
    for (const lane of lanes.all()) lane.halve();
  });
  const follower = new Follower(lanes, axis, session());
  bus.subscribe((event) => follower.hear(event, session()));
  return () => {
    const shown = lanes
      .all()
      .map((lane) => lane.history())
      .filter(({ running }) => running.length > 0);
    const points = Math.max(0, ...shown.map(({ running }) => running.length));
    return { lanes: shown, lost: lanes.lost(), from: axis.from(), stepMs: axis.stepMs(), points };
  };
};
