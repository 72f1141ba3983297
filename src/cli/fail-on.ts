import type { Argv } from 'yargs';
import { UsageError } from '../errors.ts';
import type { Report } from '../events/report.ts';
import { once } from './once.ts';

/** The mildest effect that, violated, is a failure. */
export type FailOn = 'error' | 'warn';

export interface FailOnOptions {
  readonly 'fail-on': FailOn | undefined;
}

const isEffect = (word: string): word is FailOn => word === 'error' || word === 'warn';

/** @throws UsageError with the name of what said so */
export const failOnOf = (word: string, from: string): FailOn => {
  if (isEffect(word)) return word;
  throw new UsageError(`${from} takes error or warn, not "${word}"`);
};

/** Adds `--fail-on`, for commands whose exit code tells what a session did. */
export const failOn = <T>(yargs: Argv<T>): Argv<T & FailOnOptions> =>
  yargs.option('fail-on', {
    type: 'string',
    requiresArg: true,
    defaultDescription: 'MPGATE_FAIL_ON, else error',
    describe: 'error or warn: the mildest violation that makes the exit code 1',
    coerce: (value: unknown): FailOn | undefined => failOnOf(once('fail-on')(value), '--fail-on'),
  });

/**
 * The flag, or else the variable, or else `error`. An empty variable says nothing.
 * @throws UsageError if the variable says something else.
 */
export const leastFailing = (
  { 'fail-on': asked }: FailOnOptions,
  env: Readonly<Record<string, string | undefined>> = process.env,
): FailOn => asked ?? failOnOf(env.MPGATE_FAIL_ON || 'error', 'MPGATE_FAIL_ON');

/** Whether a session failed: `by-warnings` where its verdict alone does not say so. */
export const failureOf = (
  { verdict, rules }: Pick<Report, 'verdict' | 'rules'>,
  least: FailOn,
): 'by-verdict' | 'by-warnings' | null => {
  if (verdict === 'fail') return 'by-verdict';
  return least === 'warn' && rules.some(({ warned }) => warned > 0) ? 'by-warnings' : null;
};

/** What there is to say of a session that failed with a verdict that is no FAIL. */
export const BY_WARNINGS = 'rules of effect "warn" were violated, and --fail-on warn takes that for a failure.';
