/** The real command line: `dist/cli.js`, which `npm test` builds first. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Besides PATH and HOME, all that the command sees: settings of whoever runs the tests do not get in. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

const program = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** Runs `mpgate ARGS` to its end. Output is plain text: no terminal reads it. */
export const runCli = (args: readonly string[], { cwd, env = {}, input = '' }: RunOptions = {}): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { PATH, HOME, ...env } });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code, stdout: String(Buffer.concat(stdout)), stderr: String(Buffer.concat(stderr)) }),
    );
    child.stdin.end(input);
  });
