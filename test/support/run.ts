/** Other people's programs as clients of the gate: each runs beside this process, and none outlives its test. */
import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

export interface Ran {
  /** null: a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Besides PATH, all that the program sees: proxies and settings of whoever runs the tests do not get in. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Called with each piece of output as it comes. */
  readonly onStdout?: (text: string) => void;
}

/** Runs a program to its end. It and its children are killed with the test. */
export const run = (program: string, args: readonly string[], { env = {}, input = '', onStdout }: RunOptions = {}) =>
  new Promise<Ran>((resolve, reject) => {
    const { PATH = '' } = process.env;
    const child = spawn(program, args, { env: { PATH, LC_ALL: 'C.UTF-8', ...env }, detached: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.push(chunk);
      onStdout?.(String(chunk));
    });
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code, stdout: String(Buffer.concat(stdout)), stderr: String(Buffer.concat(stderr)) }),
    );
    // A program that does not read its input may end before it is written.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    onTestFinished(() => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) kill(child.pid);
    });
  });

/** The whole process group, whose leader was spawned detached. */
const kill = (leader: number): void => {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
};
