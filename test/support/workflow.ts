/** A workflow of GitHub's with one job on this machine: its own steps run, and those of other actions are looked at. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Job, openJob, type Step } from './runner.ts';

interface WorkflowStep {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly 'runs-on': string; readonly steps: readonly WorkflowStep[] }>>;
}

/** Actions of others that examples use, with the inputs that they may be given; `path`: a file that must be there. */
const others: Readonly<Record<string, Readonly<Record<string, 'text' | 'path'>>>> = {
  'actions/checkout': {},
  'actions/setup-node': { 'node-version': 'text' },
  'actions/upload-artifact': { name: 'text', path: 'path' },
  'github/codeql-action/upload-sarif': { sarif_file: 'path' },
};

const known = {
  workflow: ['name', 'on', 'jobs'],
  job: ['runs-on', 'steps'],
  step: ['id', 'if', 'uses', 'run', 'with'],
} as const;

const check = (what: string, value: object, allowed: readonly string[]): void => {
  const odd = Object.keys(value).filter((key) => !allowed.includes(key));
  if (odd.length > 0) throw new Error(`${what} has ${odd}, which is not known here`);
};

/** Throws unless a runner would take it, as far as the examples go. */
export const readWorkflow = (yaml: string): readonly WorkflowStep[] => {
  const workflow: Workflow = parse(yaml);
  check('a workflow', workflow, known.workflow);
  const [job, ...more] = Object.values(workflow.jobs);
  if (!job || more.length > 0) throw new Error('an example has one job');
  check('a job', job, known.job);
  for (const step of job.steps) {
    check('a step', step, known.step);
    if ((step.uses === undefined) === (step.run === undefined)) throw new Error('a step uses or runs, one of both');
    if (step.if !== undefined && step.if !== 'always()') throw new Error(`if: ${step.if} is not known here`);
  }
  return job.steps;
};

const isOurs = ({ uses = '' }: WorkflowStep): boolean => /^[\w-]+\/mpgate@/.test(uses);

const textsOf = ({ with: inputs = {} }: WorkflowStep): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, String(value)]));

const expanded = (text: string, job: Job, id: string | undefined): string =>
  text.replace(/\$\{\{ *(.*?) *\}\}/g, (_, expression: string) => {
    const [, of, name = ''] = /^steps\.(\w+)\.outputs\.([\w-]+)$/.exec(expression) ?? [];
    const value = of === id ? job.outputs()[name] : undefined;
    if (value === undefined) throw new Error(`${expression} is nothing`);
    return value;
  });

/** Throws if an action of others is unknown, is given what it does not take, or finds no file. */
const look = async (step: WorkflowStep, workspace: string): Promise<void> => {
  const [name = '', version] = (step.uses ?? '').split('@');
  const inputs = others[name];
  if (!inputs || !version) throw new Error(`${step.uses} is not known here`);
  check(name, textsOf(step), Object.keys(inputs));
  for (const [input, value] of Object.entries(textsOf(step))) {
    if (inputs[input] === 'path') await access(join(workspace, value));
  }
};

/** Plays the job; its end as a runner sees it: the first step that failed, by what it runs. `null`: all went well. */
export const playWorkflow = async (
  yaml: string,
  workspace: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly failed: string | null; readonly job: Job; readonly last: Step | null }> => {
  const steps = readWorkflow(yaml);
  const ours = steps.find(isOurs);
  const job = await openJob(workspace, ours ? textsOf(ours) : {}, env);
  const held: { failed: string | null } = { failed: null };
  for (const step of steps) {
    if (held.failed !== null && step.if !== 'always()') continue;
    if (step.uses !== undefined && !isOurs(step)) await look(step, workspace);
    else {
      const { code } = await (step.run === undefined ? job.main() : job.run(expanded(step.run, job, ours?.id)));
      if (code !== 0) held.failed ??= step.run ?? 'main';
    }
  }
  const last = ours ? await job.post() : null;
  if (last && last.code !== 0) held.failed ??= 'post';
  return { failed: held.failed, job, last };
};
