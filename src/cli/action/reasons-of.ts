import type { Report } from '../../events/report.ts';
import { BY_WARNINGS, failureOf } from '../fail-on.ts';
import type { Inputs } from './inputs.ts';

/** What the end of a job is judged by besides the report. */
export interface Circumstances extends Pick<Inputs, 'failOn' | 'expectTraffic'> {
  /** Whether the gate was open until the job's end. */
  readonly wasOpen: boolean;
  /** What to say of reports that are not whole. */
  readonly broken: readonly string[];
}

const failures = {
  'by-verdict': 'a rule of effect "error" was violated',
  'by-warnings': BY_WARNINGS,
} as const;

/** Why a job fails, with the exit code of the first reason; no reason: 0. */
export const reasonsOf = (
  report: Report,
  { failOn, expectTraffic, wasOpen, broken }: Circumstances,
): { readonly exitCode: number; readonly reasons: readonly string[] } => {
  const failure = failureOf(report, failOn);
  const all = [
    ...(failure === null ? [] : [{ code: 1, text: failures[failure] }]),
    ...(wasOpen ? [] : [{ code: 3, text: 'the gate ended before the job did: what came later is not in the report' }]),
    ...broken.map((text) => ({ code: 3, text })),
    ...(expectTraffic && report.flows.seen === 0 ? [{ code: 4, text: 'nothing passed the gate' }] : []),
  ];
  return { exitCode: all[0]?.code ?? 0, reasons: all.map(({ text }) => text) };
};
