import type { Flow, Flows } from '../events/flows.ts';

/** Some flows of a session, to be shown one by one. */
export interface FlowSample {
  /** In the order in which they began. */
  readonly flows: readonly Flow[];
  /** Finished flows that are not among them. */
  readonly leftOut: number;
}

const isAmiss = ({ end, judged }: Flow): boolean =>
  end?.type === 'flow.refused' || end?.type === 'flow.failed' || judged.some(({ violations }) => violations.length > 0);

/** Keeps the first flows that were amiss, and the first of the others. */
export const sampleFlows = (
  flows: Pick<Flows, 'subscribe'>,
  amissLimit = 300,
  otherLimit = 200,
): (() => FlowSample) => {
  const amiss: Flow[] = [];
  const others: Flow[] = [];
  let leftOut = 0;
  flows.subscribe((flow) => {
    const [list, limit] = isAmiss(flow) ? [amiss, amissLimit] : [others, otherLimit];
    if (list.length < limit) list.push(flow);
    else leftOut += 1;
  });
  return () => ({ flows: [...amiss, ...others].sort((a, b) => a.seq - b.seq), leftOut });
};
