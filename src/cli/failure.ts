import { CertificateError, ConfigError, StartError, UsageError } from '../errors.ts';
import { problemLines } from './problem-lines.ts';

/** How a command ends that did not do its work. */
export interface Failure {
  readonly exitCode: number;
  readonly text: string;
}

/** The one place where a thrown error gets its exit code and its words. `command`: the one called; null: none. */
export const failure = (error: unknown, command: string | null, isDebug: boolean): Failure => {
  if (error instanceof ConfigError) return { exitCode: 2, text: problemLines(error.problems, 'problem') };
  if (error instanceof UsageError) {
    const help = command === null ? 'mpgate --help' : `mpgate ${command} --help`;
    return { exitCode: 2, text: `mpgate: ${error.message}\nsee ${help}` };
  }
  if (error instanceof CertificateError || error instanceof StartError) {
    return { exitCode: 3, text: `mpgate: ${error.message}` };
  }
  return { exitCode: 70, text: isDebug ? stackOf(error) : `mpgate: internal error: ${firstLine(error)}` };
};

const firstLine = (error: unknown): string => {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return `${line} (MPGATE_DEBUG=1 shows where)`;
};

const stackOf = (error: unknown): string =>
  `mpgate: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
