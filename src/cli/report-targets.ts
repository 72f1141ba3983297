import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Source } from '../reports/source.ts';
import { formats, type ReportFormat, type ReportOut, reportOut } from './report-out.ts';

/** One `--report FORMAT=FILE`. */
export interface ReportTarget {
  readonly format: ReportFormat;
  readonly path: string;
}

const isFormat = (word: string): word is ReportFormat => formats.some((format) => format === word);

const targetOf = (word: string): ReportTarget => {
  const at = word.indexOf('=');
  const [format, path] = [word.slice(0, at), word.slice(at + 1)];
  if (at >= 0 && isFormat(format) && path !== '') return { format, path };
  throw new UsageError(
    `--report takes FORMAT=FILE with one of ${formats.join(', ')}, as in junit=report.xml, not "${word}"`,
  );
};

/** For yargs' `coerce`. Throws UsageError. */
export const reportTargets = (words: readonly string[]): readonly ReportTarget[] => {
  const targets = words.map(targetOf);
  const paths = targets.map(({ path }) => resolve(path));
  const twice = targets.find((_, index) => paths.indexOf(paths[index] ?? '') !== index);
  if (twice) throw new UsageError(`two reports would go to ${twice.path}; give each a file of its own`);
  return targets;
};

/** Opens every file, and listens from now on. Throws UsageError. */
export const openReports = async (targets: readonly ReportTarget[], source: Source): Promise<readonly ReportOut[]> => {
  const outs: ReportOut[] = [];
  for (const { format, path } of targets) outs.push(await reportOut(format, path, source));
  return outs;
};

/** Finishes every report, whatever becomes of the others; what to say of those that are not whole. */
export const finishReports = async (outs: readonly ReportOut[]): Promise<readonly string[]> => {
  const ends = await Promise.allSettled(outs.map(({ finish }) => finish()));
  return ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason?.message ?? end.reason)] : []));
};
