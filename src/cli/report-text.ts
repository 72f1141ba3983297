import type { Report } from '../events/report.ts';
import { palette } from './palette.ts';

/** The table that ends a session, for the stream that it is written to, set off from what stands before it. */
export const reportText = async (
  report: Report,
  stream: { readonly isTTY?: boolean; readonly columns?: number },
): Promise<string> => {
  const { reportTable } = await import('../events/table.ts');
  const { isColorSupported: colour } = palette(stream);
  return `\n${reportTable(report, { columns: stream.columns ?? 100, colour }).trimEnd()}`;
};
