import { drained, fileTarget, type Target } from '../reports/file-target.ts';
import type { Source } from '../reports/source.ts';
import { palette } from './palette.ts';

export const formats = ['text', 'json', 'junit', 'sarif', 'html', 'har'] as const;
export type ReportFormat = (typeof formats)[number];

/** A report under way. */
export interface ReportOut {
  /** Resolves when what was written so far has found room. */
  readonly settled: () => Promise<void>;
  /** Writes what is left and closes the file. Rejects with StartError if the file could not take it all. */
  readonly finish: () => Promise<void>;
}

/**
 * Opens the file, so that a wrong name is told before any work is done, and listens to the source from now on.
 * `path` null: stdout. Throws UsageError.
 */
export const reportOut = async (format: ReportFormat, path: string | null, source: Source): Promise<ReportOut> => {
  const target = path === null ? stdoutTarget() : await fileTarget(path);
  const write = (text: string) => target.write(text);
  const finish = await started(format, source, write, path === null ? process.stdout : {});
  return {
    settled: target.settled,
    finish: async () => {
      finish();
      await target.close();
    },
  };
};

/** What each form listens to, and the call that writes it. */
const started = async (
  format: ReportFormat,
  source: Source,
  write: (text: string) => void,
  stream: { readonly isTTY?: boolean; readonly columns?: number },
): Promise<() => void> => {
  if (format === 'text') return textReport(source, write, stream);
  const { startReport } = await import('../reports/start-report.ts');
  return startReport(format, source, write);
};

const textReport = async (
  source: Source,
  write: (text: string) => void,
  stream: { readonly isTTY?: boolean; readonly columns?: number },
): Promise<() => void> => {
  const options = { columns: stream.columns ?? 100, colour: palette(stream).isColorSupported };
  const { against } = source;
  if (!against) {
    const { reportTable } = await import('../events/table.ts');
    return () => write(reportTable(source.tally.report(), options));
  }
  const [{ againstText }, { headline }] = await Promise.all([
    import('../reports/against/against-text.ts'),
    import('../reports/against/headline.ts'),
  ]);
  return () => {
    const found = against();
    write(againstText(found, headline(found, source.tally.report(), source.session()?.apps ?? []), options));
  };
};

const stdoutTarget = (): Target => {
  const { stdout } = process;
  return {
    write: (text) => void stdout.write(text),
    // A reader that has gone takes nothing more: there is nothing to wait for.
    settled: () => (stdout.writableNeedDrain && !stdout.destroyed ? drained(stdout) : Promise.resolve()),
    close: () => Promise.resolve(),
  };
};
