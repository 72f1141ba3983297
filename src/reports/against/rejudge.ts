import type { Flow } from '../../events/flows.ts';
import type { Terminal } from '../../model/event.ts';
import type { Stage } from '../../model/facts.ts';
import type { Verdict, Violation } from '../../model/verdict.ts';
import type { Admission } from './slots-under.ts';
import type { Under } from './under.ts';
import { type LiveStage, verdictUnder } from './verdict-under.ts';

/** A flow as it would have gone under another platform. */
export interface Rejudged {
  readonly judged: readonly { readonly stage: Stage; readonly verdict: Verdict }[];
  /** null: it is open. */
  readonly end: Terminal | null;
  /** Why it fails there; null: as far as the session tells, it does not. */
  readonly cause: Violation | null;
}

/** In the order in which a flow comes to them. What is found in bodies and answers is told, and blocks nothing. */
const stages: readonly { readonly stage: LiveStage; readonly blocks: boolean }[] = [
  { stage: 'tunnel', blocks: true },
  { stage: 'request', blocks: true },
  { stage: 'admit', blocks: true },
  { stage: 'dial', blocks: true },
  { stage: 'peer', blocks: true },
  { stage: 'body', blocks: false },
  { stage: 'response', blocks: false },
  { stage: 'clock', blocks: true },
];

/** How it ends where a rule blocks it; one that is open in the session stays so, until it is told whole. */
const refusedBy = ({ end }: Flow, cause: Violation): Terminal | null => {
  if (!end) return null;
  const { v, at, flow, durationMs, bytesUp, bytesDown } = end;
  return { v, at, flow, durationMs, bytesUp, bytesDown, type: 'flow.refused', cause, how: 'cut' };
};

/** The end of a flow that nothing known ends there: what the session refused went on to where nobody looked. */
const endOf = ({ end, began }: Flow): Terminal | null => {
  if (end?.type !== 'flow.refused') return end;
  const { v, at, flow, durationMs, bytesUp, bytesDown, cause } = end;
  const spliced = `${began.profile ?? 'the session'} refused the flow (${cause.rule}), and what came after was not recorded`;
  return { v, at, flow, durationMs, bytesUp, bytesDown, type: 'flow.completed', status: 0, spliced };
};

/** Judges a flow again. One that the rules were not asked of, since it was the host app's own, stays as it is. */
export const rejudge = (flow: Flow, under: Under, admission: Admission | null): Rejudged => {
  if (!flow.judged.some(({ stage }) => stage === 'tunnel')) return { judged: [], end: flow.end, cause: null };
  const waitsLonger = admission?.waits ?? false;
  const judged: { stage: Stage; verdict: Verdict }[] = [];
  let cause: Violation | null = null;
  for (const { stage, blocks } of stages) {
    const verdict = verdictUnder(stage, { flow, under, waitsLonger }, admission);
    if (!verdict) continue;
    judged.push({ stage, verdict });
    if (verdict.outcome === 'pass') continue;
    if (blocks) return { judged, end: refusedBy(flow, verdict.cause), cause: cause ?? verdict.cause };
    cause ??= verdict.cause;
  }
  return { judged, end: endOf(flow), cause };
};
