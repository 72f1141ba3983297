import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { StartError } from '../../errors.ts';
import type { Bound } from '../addresses-of.ts';
import type { Environment } from './inputs.ts';

/** The line that `mpgate start --json` prints. */
export interface StartLine extends Bound {
  readonly ca: { readonly file: string; readonly fingerprint: string };
}

export interface Launched {
  readonly pid: number;
  readonly line: StartLine;
}

export interface LaunchOptions {
  /** `dist/cli.js` */
  readonly program: string;
  readonly flags: readonly string[];
  readonly env: Environment;
  /** File for what the gate says. */
  readonly log: string;
}

/**
 * Opens a gate that outlives this process.
 * @throws StartError with what it said, if it ends in place of opening.
 */
export const launchGate = async ({ program, flags, env, log }: LaunchOptions): Promise<Launched> => {
  const file = await open(log, 'a');
  const child = spawn(process.execPath, [program, 'start', '--json', ...flags], {
    env: { ...env },
    detached: true,
    stdio: ['ignore', 'pipe', file.fd],
  });
  await file.close();
  const line = await firstLine(child);
  if (line === null || child.pid === undefined)
    throw new StartError(`the gate did not open:\n${(await readFile(log, 'utf8')).trim()}`);
  // Whoever reads it has gone when it prints again; and this process ends while it runs.
  child.stdout?.destroy();
  child.unref();
  return { pid: child.pid, line: JSON.parse(line) };
};

/** null: the process ended, or could not be started, without one. */
const firstLine = (child: ChildProcess): Promise<string | null> =>
  new Promise((resolve) => {
    const said = { text: '' };
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      said.text += chunk;
      if (said.text.includes('\n')) resolve(said.text);
    });
    child.once('error', () => resolve(null));
    child.once('close', () => resolve(null));
  });
