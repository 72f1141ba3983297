/** What GitHub's runner does with an action: inputs, files for names and values, a step before and a step after. */
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { entriesOf } from './entries-of.ts';

const root = join(import.meta.dirname, '..', '..');

type Texts = Readonly<Record<string, string>>;

export interface Metadata {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string; readonly post: string };
}

export const readMetadata = async (): Promise<Metadata> => parse(await readFile(join(root, 'action.yml'), 'utf8'));

export interface Step {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Job {
  /** GITHUB_WORKSPACE */
  readonly workspace: string;
  readonly main: () => Promise<Step>;
  /** A command of a later step. */
  readonly run: (command: string, env?: Texts) => Promise<Step>;
  readonly post: (env?: Texts) => Promise<Step>;
  /** What steps have set for later ones. */
  readonly env: () => Texts;
  readonly outputs: () => Texts;
  readonly state: () => Texts;
  readonly summary: () => Promise<string>;
}

const spawned = async (program: string, args: readonly string[], cwd: string, env: Texts): Promise<Step> => {
  const child = spawn(program, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
};

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended, as it should.
  }
};

/** A job with one step that uses the action, `inputs` standing under its `with:`. `env`: of the whole job. */
export const openJob = async (workspace: string, inputs: Texts = {}, env: Texts = {}): Promise<Job> => {
  const { inputs: declared, runs } = await readMetadata();
  const unknown = Object.keys(inputs).filter((name) => !(name in declared));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown}`);
  const temp = join(workspace, '_temp');
  await mkdir(temp, { recursive: true });
  const given = Object.entries(declared).map(([name, { default: value = '' }]) => [
    `INPUT_${name.toUpperCase()}`,
    inputs[name] ?? value,
  ]);
  const held: { env: Texts; outputs: Texts; state: Texts } = { env: {}, outputs: {}, state: {} };
  const summary = join(temp, 'summary');
  await writeFile(summary, '');
  const { PATH = '', HOME = '' } = process.env;
  const common = () => ({ PATH, HOME, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp, ...env, ...held.env });
  const step = async (script: string, more: Texts = {}): Promise<Step> => {
    const files = { GITHUB_ENV: 'env', GITHUB_OUTPUT: 'outputs', GITHUB_STATE: 'state' } as const;
    const paths = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(temp, file)]));
    await Promise.all(Object.values(paths).map((path) => writeFile(path, '')));
    const state = Object.entries(held.state).map(([name, value]) => [`STATE_${name}`, value]);
    const ran = await spawned(process.execPath, [join(root, script)], workspace, {
      ...common(),
      ...paths,
      ...Object.fromEntries([...given, ...state]),
      GITHUB_STEP_SUMMARY: summary,
      ...more,
    });
    for (const [name, file] of Object.entries(files)) {
      held[file] = { ...held[file], ...entriesOf(await readFile(paths[name] ?? '', 'utf8')) };
    }
    if (held.state.pid) onTestFinished(() => kill(Number(held.state.pid)));
    return ran;
  };
  return {
    workspace,
    main: () => step(runs.main),
    run: (command, more = {}) => spawned('sh', ['-c', command], workspace, { ...common(), ...more }),
    post: (more) => step(runs.post, more),
    env: () => held.env,
    outputs: () => held.outputs,
    state: () => held.state,
    summary: () => readFile(summary, 'utf8'),
  };
};
