import type { HostCheck } from '../check/check-host.ts';
import { UsageError } from '../errors.ts';
import type { Platform } from '../model/facts.ts';
import { fileTarget, type Target } from '../reports/file-target.ts';
import type { ReportTarget } from './report-targets.ts';
import { reportTargets } from './report-targets.ts';

/** A `--report` of `check`. */
export interface CheckReport extends ReportTarget {
  readonly format: 'junit' | 'sarif';
}

/** One that is open. */
export interface CheckOut {
  readonly format: CheckReport['format'];
  readonly target: Target;
}

/** For yargs' `coerce`. Throws UsageError. */
export const checkReports = (words: readonly string[]): readonly CheckReport[] =>
  reportTargets(words).map(({ format, path }) => {
    if (format !== 'junit' && format !== 'sarif')
      throw new UsageError(`check reports as junit or sarif, not as ${format}`);
    return { format, path };
  });

/** Opens every file, so that a wrong name is told before any work is done. Throws UsageError. */
export const openAll = (reports: readonly CheckReport[]): Promise<readonly CheckOut[]> =>
  Promise.all(reports.map(async ({ format, path }) => ({ format, target: await fileTarget(path) })));

/** Rejects with StartError where a file could not take its report. */
export const writeAll = async (
  outs: readonly CheckOut[],
  checks: readonly HostCheck[],
  platform: Platform,
  app: string | null,
): Promise<void> => {
  for (const { format, target } of outs) {
    if (format === 'junit') target.write((await import('./check-junit.ts')).checkJunit(checks, platform));
    else target.write((await import('./check-sarif.ts')).checkSarif(checks, platform, app));
    await target.close();
  }
};
