import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWith, systemRoots } from '../ca/roots.ts';
import type { Gateway } from '../main.ts';
import type { Credentials } from '../users/users.ts';
import { addressesOf } from './addresses-of.ts';
import { childEnvironment } from './child-environment.ts';
import { tell } from './print.ts';

/** A command that could not be started, as shells tell it. */
const NOT_FOUND = 127;
const NOT_RUNNABLE = 126;

/** Runs the command with the gate in its environment; its own exit code, or 128 and the signal that ended it. */
export const runBehind = async (
  gateway: Gateway,
  user: Credentials | null,
  [command, ...words]: readonly [string, ...string[]],
  isJson: boolean,
): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'mpgate-'));
  const bundleFile = join(folder, 'bundle.pem');
  try {
    await writeFile(bundleFile, bundleWith((await systemRoots()).pem, gateway.ca.certPem));
    const env = childEnvironment({ ...addressesOf(gateway, user), caFile: gateway.ca.file, bundleFile });
    return await exitCode(command, words, env, isJson);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such program',
  EACCES: 'it is not executable',
};

const exitCode = (command: string, words: readonly string[], env: object, isJson: boolean): Promise<number> =>
  new Promise((resolve) => {
    // Under --json, stdout is for the report alone.
    const child = spawn(command, [...words], {
      env: { ...process.env, ...env },
      stdio: ['inherit', isJson ? 2 : 'inherit', 'inherit'],
    });
    const stop = passSignals((signal) => child.kill(signal));
    child.once('error', (error: NodeJS.ErrnoException) => {
      stop();
      tell(`mpgate: ${command} cannot be run: ${WHY_NOT[error.code ?? ''] ?? error.message}`);
      resolve(error.code === 'ENOENT' ? NOT_FOUND : NOT_RUNNABLE);
    });
    child.once('close', (code, signal) => {
      stop();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });

/** What the command gets of the signals to us, so that the verdict is given whoever ends the command. */
const passSignals = (pass: (signal: NodeJS.Signals) => void): (() => void) => {
  // A terminal sends an interrupt to the command too, and two of them mean "at once" to many programs.
  const interrupt = (signal: NodeJS.Signals) => {
    if (!process.stdin.isTTY) pass(signal);
  };
  process.on('SIGTERM', pass).on('SIGHUP', pass).on('SIGINT', interrupt);
  return () => {
    process.off('SIGTERM', pass).off('SIGHUP', pass).off('SIGINT', interrupt);
  };
};
