import { UsageError } from '../../errors.ts';
import { type FailOn, failOnOf, leastFailing } from '../fail-on.ts';
import { type ReportTarget, reportTargets } from '../report-targets.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Inputs that `mpgate start` has as flags of the same name. */
const flagNames = ['config', 'host', 'port', 'admin-port', 'ca-dir'] as const;
const otherNames = ['app', 'fail-on', 'expect-traffic', 'report', 'environment'] as const;

/** Every input of action.yml. */
export const inputNames = [...flagNames, ...otherNames] as const;
type InputName = (typeof inputNames)[number];

export interface Inputs {
  /** For `mpgate start`. */
  readonly flags: readonly string[];
  readonly failOn: FailOn;
  readonly expectTraffic: boolean;
  readonly reports: readonly ReportTarget[];
  /** `job`: every later step goes through the gate. */
  readonly environment: 'job' | 'none';
}

/** Truths of YAML's core schema, as the runner's own library takes them. */
const booleans: Readonly<Record<string, boolean>> = {
  ...{ true: true, True: true, TRUE: true },
  ...{ false: false, False: false, FALSE: false },
};

const environments: Readonly<Record<string, Inputs['environment']>> = { job: 'job', none: 'none' };

const chosen = <T>(choices: Readonly<Record<string, T>>, name: InputName, word: string): T => {
  const choice = Object.hasOwn(choices, word) ? choices[word] : undefined;
  if (choice !== undefined) return choice;
  throw new UsageError(`the input ${name} takes ${Object.keys(choices).join(', ')}, not "${word}"`);
};

const linesOf = (text: string): readonly string[] => text.split('\n').flatMap((line) => line.trim() || []);

/** What a workflow gave the action under `with:`; an input that is empty says nothing. Throws UsageError. */
export const readInputs = (env: Environment): Inputs => {
  const input = (name: InputName): string => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
  const failOn = input('fail-on');
  return {
    flags: [
      ...flagNames.flatMap((name) => (input(name) ? [`--${name}=${input(name)}`] : [])),
      ...linesOf(input('app')).map((file) => `--app=${file}`),
    ],
    failOn: failOn ? failOnOf(failOn, 'the input fail-on') : leastFailing({ 'fail-on': undefined }, env),
    expectTraffic: chosen(booleans, 'expect-traffic', input('expect-traffic') || 'false'),
    reports: reportTargets(linesOf(input('report'))),
    environment: chosen(environments, 'environment', input('environment') || 'job'),
  };
};
