import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import type { Config, LoadOptions } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import { once } from './once.ts';
import { tell } from './print.ts';
import { problemLines } from './problem-lines.ts';

/** Options that say which settings hold, and where the gate stands. */
export interface PlaceOptions {
  readonly config: string | undefined;
  readonly app: string[] | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly 'admin-port': number | undefined;
  readonly 'ca-dir': string | undefined;
  readonly 'upstream-proxy': string | undefined;
}

/** Options that start and exec share. */
export interface GateOptions extends PlaceOptions {
  readonly har: string | undefined;
  readonly 'log-format': 'pretty' | 'json';
  readonly json: boolean;
}

const text = { type: 'string', requiresArg: true } as const;

export const placeOptions = (yargs: Argv<object>): Argv<PlaceOptions> =>
  yargs
    .option('config', {
      ...text,
      alias: 'c',
      describe: 'mpgate.json; left out: config/mpgate.json, if it is there',
      coerce: once('config'),
    })
    .option('app', {
      ...text,
      array: true,
      describe: 'App file, in place of those in mpgate.json; give it once for each',
      coerce: named,
    })
    .option('host', { ...text, describe: 'Address to listen on', coerce: once('host') })
    .option('port', { ...text, describe: 'Port of the proxy; 0: any free one', coerce: port('port') })
    .option('admin-port', { ...text, describe: 'Port of the admin API; 0: any free one', coerce: port('admin-port') })
    .option('ca-dir', { ...text, describe: 'Folder of the own CA, made at first start', coerce: once('ca-dir') })
    .option('upstream-proxy', {
      ...text,
      describe: 'Proxy to the servers: http://, https:// or socks5://[user:password@]host:port',
      coerce: once('upstream-proxy'),
    });

/** `aboutJson`: what the command makes of `--json`. */
export const gateOptions = (yargs: Argv<object>, aboutJson: string): Argv<GateOptions> =>
  placeOptions(yargs)
    .option('har', { ...text, describe: 'HAR 1.2 of the session, written at the end', coerce: once('har') })
    .option('log-format', {
      choices: ['pretty', 'json'] as const,
      default: 'pretty' as const,
      requiresArg: true,
      describe: 'How the log on stderr is written',
      coerce: logFormat,
    })
    .option('json', { type: 'boolean', default: false, describe: aboutJson });

/** Choices are checked after this. */
const logFormat = (value: 'pretty' | 'json'): 'pretty' | 'json' => {
  once('log-format')(value);
  return value;
};

const named = (files: string[]): string[] => {
  if (files.includes('')) throw new UsageError('--app has no value; write --app FILE');
  return files;
};

/** For yargs' `coerce`. The options are texts to yargs, which would make 0 of nothing and NaN of a word. */
const port =
  (option: string) =>
  (value: unknown): number => {
    const word = once(option)(value);
    if (/^\d{1,5}$/.test(word) && Number(word) <= 65_535) return Number(word);
    throw new UsageError(`--${option} takes a port from 1 to 65535, or 0 for any free one, not "${word}"`);
  };

/** What a command's options ask `loadConfig` for; called again at a reload. */
export const loadOptions = (options: PlaceOptions & Partial<Pick<GateOptions, 'har'>>): LoadOptions => ({
  ...(options.config === undefined ? {} : { file: resolve(options.config) }),
  ...(options.app === undefined ? {} : { apps: options.app }),
  flags: {
    listen: { host: options.host, port: options.port },
    admin: { port: options['admin-port'] },
    caDir: options['ca-dir'],
    upstreamProxy: options['upstream-proxy'],
    record: { har: options.har },
  },
  env: process.env,
});

/** Loads the settings and says what is odd about them. Throws ConfigError. */
export const loadGate = async (options: LoadOptions): Promise<Config> => {
  const { loadConfig } = await import('../config/load.ts');
  const config = await loadConfig(options);
  if (config.warnings.length > 0) tell(problemLines(config.warnings, 'warning'));
  return config;
};
