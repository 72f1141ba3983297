/**
 * Does what GitHub's runner does with the action at the last commit: checks it out, with nothing built, runs its first
 * step, a client of a later step, and its last step. Needs curl, npm with a registry, and Node 24, which runs this file
 * as it is: `node test/house/rehearse-action.ts`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entriesOf } from '../support/entries-of.ts';

const repository = join(import.meta.dirname, '..', '..');
const base = mkdtempSync(join(tmpdir(), 'mpgate-action-'));
const action = join(base, 'action');
const temp = join(base, 'temp');

const files = { GITHUB_ENV: 'env', GITHUB_OUTPUT: 'outputs', GITHUB_STATE: 'state', GITHUB_STEP_SUMMARY: 'summary' };
const paths = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(temp, file)]));
const textOf = (name: keyof typeof files): string => readFileSync(paths[name] ?? '', 'utf8');

/** Runs a program in the checkout, as a step of the job, and throws unless it ends well. */
const step = (program: string, args: readonly string[], env: Readonly<Record<string, string>>): void => {
  const given = {
    ...process.env,
    NODE_ENV: 'production',
    ...paths,
    RUNNER_TEMP: temp,
    GITHUB_WORKSPACE: action,
    ...env,
  };
  const { status, signal } = spawnSync(program, [...args], { cwd: action, env: given, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status ?? signal}.`);
};

try {
  execFileSync('git', ['-c', 'safe.directory=*', 'clone', '--quiet', '--no-hardlinks', repository, action]);
  mkdirSync(temp);
  for (const path of Object.values(paths)) writeFileSync(path, '');
  const inputs = { INPUT_PORT: '0', 'INPUT_ADMIN-PORT': '0', INPUT_HOST: '127.0.0.1', 'INPUT_EXPECT-TRAFFIC': 'true' };
  step(process.execPath, ['action/main.js'], inputs);
  step('curl', ['-sf', '-o', '/dev/null', 'https://echo.mpgate.test/hello'], entriesOf(textOf('GITHUB_ENV')));
  const state = Object.entries(entriesOf(textOf('GITHUB_STATE'))).map(([name, value]) => [`STATE_${name}`, value]);
  step(process.execPath, ['action/post.js'], { ...inputs, ...Object.fromEntries(state) });
  if (!textOf('GITHUB_STEP_SUMMARY').startsWith('## mpgate: passed\n'))
    throw new Error('The summary tells of no pass.');
  process.stdout.write('  The action builds itself, opens a gate, and reports.\n');
} finally {
  rmSync(base, { recursive: true, force: true });
}
