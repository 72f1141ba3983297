import type { Report } from '../events/report.ts';
import type { SessionApp } from '../model/event.ts';
import type { Against } from './against/against.ts';
import { type FlowSample, sampleFlows } from './flow-sample.ts';
import { followSlots, type SlotHistory } from './slot-history.ts';
import type { Source } from './source.ts';

/** All that a report in any form is made of; bounded, however long the session was. */
export interface Material {
  readonly report: Report;
  /** Left out: nobody asked for another platform. */
  readonly against?: Against;
  readonly apps: readonly SessionApp[];
  readonly slots: SlotHistory;
  readonly sample: FlowSample;
  /** Epoch milliseconds of the first and the last event; null: there was none. */
  readonly span: { readonly from: number; readonly to: number } | null;
}

/** Listens from now on; the call gives what was gathered so far. */
export const gatherMaterial = (source: Source): (() => Material) => {
  const slots = followSlots(source);
  const sample = sampleFlows(source.flows);
  const span = { from: Number.POSITIVE_INFINITY, to: 0 };
  source.bus.subscribe(({ at }) => {
    span.from = Math.min(span.from, at);
    span.to = Math.max(span.to, at);
  });
  return () => ({
    report: source.tally.report(),
    ...(source.against ? { against: source.against() } : {}),
    apps: source.session()?.apps ?? [],
    slots: slots(),
    sample: sample(),
    span: span.to > 0 ? { ...span } : null,
  });
};
