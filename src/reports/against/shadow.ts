import { createBus } from '../../events/bus.ts';
import { createFlows, type Flow } from '../../events/flows.ts';
import { createTally, type Tally } from '../../events/tally.ts';
import type { ServerProbed } from '../../model/event.ts';
import { rules } from '../../rules/index.ts';
import type { Rejudged } from './rejudge.ts';
import type { Under } from './under.ts';

/** The session as it would have been under another platform, counted as any session is. */
export interface Shadow {
  readonly tally: Tally;
  /** A flow that is open may be told again. */
  readonly tell: (flow: Flow, under: Under, again: Rejudged) => void;
  readonly tellProbe: (probed: ServerProbed) => void;
}

/** A fault here is a fault of ours, and there is no traffic to go on for its sake. */
const rethrow = (fault: unknown): never => {
  throw fault;
};

export const createShadow = (): Shadow => {
  const bus = createBus(rethrow);
  const tally = createTally(rules, createFlows(bus, rethrow));
  return {
    tally,
    tellProbe: bus.emit,
    tell: ({ began }, { policy }, { judged, end }) => {
      const { at, flow } = began;
      bus.emit({ ...began, profile: policy.profile.name });
      for (const { stage, verdict } of judged) {
        const { passed, violations, unchecked } = verdict;
        const event = { v: 1, type: 'flow.judged', at, flow, stage, passed, violations } as const;
        bus.emit(unchecked ? { ...event, unchecked } : event);
      }
      if (end) bus.emit(end);
    },
  };
};
