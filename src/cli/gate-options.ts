import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import type { Config, LoadOptions } from '../config/load.ts';
import { once } from './once.ts';
import { tell } from './print.ts';
import { problemLines } from './problem-lines.ts';

/** Options that start and exec share. */
export interface GateOptions {
  readonly config: string | undefined;
  readonly app: string[] | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly 'admin-port': number | undefined;
  readonly 'log-format': 'pretty' | 'json';
  readonly json: boolean;
}

export const gateOptions = (yargs: Argv<object>): Argv<GateOptions> =>
  yargs
    .option('config', {
      alias: 'c',
      type: 'string',
      requiresArg: true,
      describe: 'mpgate.json; left out: config/mpgate.json, if it is there',
      coerce: once('config'),
    })
    .option('app', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'App file, in place of those in mpgate.json',
    })
    .option('host', { type: 'string', requiresArg: true, describe: 'Address to listen on', coerce: once('host') })
    .option('port', { type: 'number', requiresArg: true, describe: 'Port of the proxy; 0: any free one' })
    .option('admin-port', { type: 'number', requiresArg: true, describe: 'Port of the admin API; 0: any free one' })
    .option('log-format', {
      choices: ['pretty', 'json'] as const,
      default: 'pretty' as const,
      requiresArg: true,
      describe: 'How the log on stderr is written',
    })
    .option('json', { type: 'boolean', default: false, describe: 'Answer with one JSON object' });

/** What a command's options ask `loadConfig` for; called again at a reload. */
export const loadOptions = (options: GateOptions): LoadOptions => ({
  ...(options.config === undefined ? {} : { file: resolve(options.config) }),
  ...(options.app === undefined ? {} : { apps: options.app }),
  flags: { listen: { host: options.host, port: options.port }, admin: { port: options['admin-port'] } },
  env: process.env,
});

/** Loads the settings and says what is odd about them. Throws ConfigError. */
export const loadGate = async (options: LoadOptions): Promise<Config> => {
  const { loadConfig } = await import('../config/load.ts');
  const config = await loadConfig(options);
  if (config.warnings.length > 0) tell(problemLines(config.warnings, 'warning'));
  return config;
};
