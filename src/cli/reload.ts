import { type Config, loadConfig } from '../config/load.ts';
import { ConfigError } from '../errors.ts';
import type { Gateway } from '../main.ts';
import { type GateOptions, loadOptions } from './gate-options.ts';
import { problemLines } from './problem-lines.ts';
import { waitsForRestart } from './waits-for-restart.ts';

export interface Reloading {
  readonly options: GateOptions;
  /** What the gate was started with. */
  readonly started: Config;
  readonly gateway: Pick<Gateway, 'reload' | 'say'>;
  /** Hears of settings that were taken over. */
  readonly taken: (config: Config) => void;
}

/**
 * A call that reads the files again: later flows get the apps as the files have them now, and files with mistakes
 * change nothing. Calls wait for each other, so that the last one to read is the last one to be taken over. Never
 * rejects: what comes of it is said in the log.
 */
export const createReload = (reloading: Reloading): (() => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => readAgain(reloading));
    return last;
  };
};

const readAgain = async ({ options, started, gateway, taken }: Reloading): Promise<void> => {
  try {
    const config = await loadConfig(loadOptions(options));
    gateway.reload(config);
    taken(config);
    gateway.say('info', `The apps were read again: ${[...config.apps.keys()].join(', ')}.`);
    if (config.warnings.length > 0) gateway.say('warn', problemLines(config.warnings, 'warning'));
    const waiting = waitsForRestart(started.gate, config.gate);
    if (waiting.length > 0) gateway.say('warn', `Start the gate again for what is new in ${waiting.join(', ')}.`);
  } catch (error) {
    gateway.say('error', `The files were not taken over, and the gate goes on with what it had:\n${reasonOf(error)}`);
  }
};

const reasonOf = (error: unknown): string => {
  if (error instanceof ConfigError) return problemLines(error.problems, 'problem');
  return error instanceof Error ? error.message : String(error);
};
