import type { CommandModule } from 'yargs';
import type { Config } from '../config/load.ts';
import { ConfigError } from '../errors.ts';
import type { Gateway } from '../main.ts';
import { banner, bannerJson } from './banner.ts';
import { type GateOptions, gateOptions, loadGate, loadOptions } from './gate-options.ts';
import { palette } from './palette.ts';
import { print, tell } from './print.ts';
import { problemLines } from './problem-lines.ts';

export const startCommand: CommandModule<object, GateOptions> = {
  command: 'start',
  describe: 'Open the gate; SIGHUP reloads the apps, SIGTERM drains, a second one stops at once',
  builder: (yargs) =>
    gateOptions(yargs)
      .example('$0 start', 'with config/mpgate.json')
      .example('$0 start --app shop.json --port 9090', 'one app, no mpgate.json')
      .example('$0 start --port 0 --json', 'any free port; one line of JSON says which'),
  handler: (options) => run(options),
};

/** How long a SIGTERM waits for the flows under way. */
const DRAIN_MS = 60_000;

const run = async (options: GateOptions): Promise<void> => {
  const config = await loadGate(loadOptions(options));
  const { start } = await import('../main.ts');
  const colours = palette(process.stderr);
  const gateway = await start(config, { logFormat: options['log-format'], colour: colours.isColorSupported });
  print(options.json ? JSON.stringify(bannerJson(gateway, config)) : banner(gateway, config, palette(process.stdout)));
  const stopWatching = await watch(config, () => reload(options, gateway));
  process.on('SIGHUP', () => void reload(options, gateway));
  await stopped(gateway);
  await stopWatching();
  const { reportTable } = await import('../events/table.ts');
  tell(reportTable(gateway.report(), { columns: process.stderr.columns ?? 100, colour: colours.isColorSupported }));
};

/** Resolves when the gate has closed: at SIGTERM or SIGINT after the flows under way, at a second one at once. */
const stopped = (gateway: Gateway): Promise<void> =>
  new Promise((resolve, reject) => {
    let asked = 0;
    const stop = () => {
      asked += 1;
      if (asked > 1) gateway.close().then(resolve, reject);
      else gateway.drain(DRAIN_MS).then(resolve, reject);
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });

/** Later flows get the apps as the files have them now; a broken file changes nothing. */
const reload = async (options: GateOptions, gateway: Gateway): Promise<void> => {
  try {
    const config = await loadGate(loadOptions(options));
    gateway.reload(config);
    gateway.say('info', `The apps were read again: ${[...config.apps.keys()].join(', ')}.`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    gateway.say('error', 'The files were not taken over; the gate goes on with what it had:');
    tell(problemLines(error.problems, 'problem'));
  }
};

/** Editors write in several steps: what comes within this time is one change. */
const SETTLE_MS = 100;

const watch = async ({ watched }: Config, changed: () => void): Promise<() => Promise<void>> => {
  const { watch: watchFiles } = await import('chokidar');
  const watcher = watchFiles([...watched], { ignoreInitial: true, depth: 0 });
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  });
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
};
