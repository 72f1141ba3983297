import type { FlowAborted, FlowBegan, FlowCompleted, FlowFailed, FlowRefused, Terminal } from '../model/event.ts';
import type { Stage } from '../model/facts.ts';
import type { Unchecked, Violation } from '../model/verdict.ts';
import type { Flow } from './flows.ts';

export type Outcome = 'completed' | 'refused' | 'failed' | 'aborted';

interface Ended {
  readonly outcome: Outcome;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly durationMs: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

export type FlowEnd =
  | (Ended & Pick<FlowCompleted, 'status' | 'spliced'> & { readonly outcome: 'completed' })
  | (Ended & Pick<FlowRefused, 'cause' | 'how'> & { readonly outcome: 'refused' })
  | (Ended & Pick<FlowFailed, 'code' | 'message'> & { readonly outcome: 'failed' })
  | (Ended & Pick<FlowAborted, 'by'> & { readonly outcome: 'aborted' });

export interface StageRecord {
  readonly stage: Stage;
  readonly at: number;
  readonly passed: readonly string[];
  readonly violations: readonly Violation[];
  readonly unchecked: readonly Unchecked[];
}

/** One flow as the admin API shows it: plain data. */
export interface FlowRecord extends Omit<FlowBegan, 'v' | 'type' | 'flow'> {
  readonly id: string;
  /** In the order of judgement; a stage that is missing was not reached. */
  readonly verdicts: readonly StageRecord[];
  readonly waitedMs: number;
  /** null while the flow is open. */
  readonly end: FlowEnd | null;
}

/** Every terminal event's outcome. */
export const outcomes = {
  'flow.completed': 'completed',
  'flow.refused': 'refused',
  'flow.failed': 'failed',
  'flow.aborted': 'aborted',
} as const satisfies { readonly [T in Terminal['type']]: Outcome };

const endOf = (event: Terminal): FlowEnd => {
  const { at, durationMs, bytesUp, bytesDown } = event;
  const ended = { at, durationMs, bytesUp, bytesDown };
  switch (event.type) {
    case 'flow.completed':
      return { outcome: outcomes[event.type], ...ended, status: event.status, spliced: event.spliced };
    case 'flow.refused':
      return { outcome: outcomes[event.type], ...ended, cause: event.cause, how: event.how };
    case 'flow.failed':
      return { outcome: outcomes[event.type], ...ended, code: event.code, message: event.message };
    case 'flow.aborted':
      return { outcome: outcomes[event.type], ...ended, by: event.by };
  }
};

/** The record of a flow, finished or open. */
export const record = ({ began, judged, judgedAt, waitedMs, end }: Flow): FlowRecord => {
  const { v: _version, type: _type, flow: id, ...rest } = began;
  return {
    id,
    ...rest,
    verdicts: judged.map(({ stage, passed, violations, unchecked = [] }, place) => ({
      ...{ stage, at: judgedAt[place] ?? began.at, passed, violations, unchecked },
    })),
    waitedMs,
    end: end && endOf(end),
  };
};
