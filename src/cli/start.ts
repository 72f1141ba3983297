import type { CommandModule } from 'yargs';
import type { Config } from '../config/load.ts';
import type { Gateway } from '../main.ts';
import { type GateOptions, gateOptions, loadGate, loadOptions } from './gate-options.ts';
import { palette } from './palette.ts';
import { print, tell } from './print.ts';
import { reportText } from './report-text.ts';

export const startCommand: CommandModule<object, GateOptions> = {
  command: 'start',
  describe: 'Open the gate; SIGHUP reloads apps and clients, SIGTERM drains, a second one stops at once',
  builder: (yargs) =>
    gateOptions(yargs, 'Print one line of JSON in place of the banner')
      .example('$0 start', 'with config/mpgate.json')
      .example('$0 start --app shop.json --port 9090', 'one app, no mpgate.json')
      .example('$0 start --port 0 --json', 'any free port; one line of JSON says which')
      .epilogue('Exit codes: 0 stopped by a signal, 2 wrong usage or settings, 3 a port in use, an unusable CA'),
  handler: (options) => run(options),
};

/** How long a SIGTERM waits for the flows under way. */
const DRAIN_MS = 60_000;

const run = async (options: GateOptions): Promise<void> => {
  const config = await loadGate(loadOptions(options));
  const [{ start }, { createReload }, { watch }] = await Promise.all([
    import('../main.ts'),
    import('./reload.ts'),
    import('./watch.ts'),
  ]);
  const colour = palette(process.stderr).isColorSupported;
  const gateway = await start(config, { logFormat: options['log-format'], colour });
  // All of this stands before the banner, since whoever reads it may send a signal or change a file at once.
  const over = stopped(gateway);
  const watching = watch(config.watched, {
    changed: () => void reload(),
    onFault: (reason) => gateway.say('warn', `${UNSEEN} (${reason}).`),
  });
  const reload = createReload({
    options,
    started: config,
    gateway,
    taken: ({ watched }) => void watching.then(({ follow }) => follow(watched)),
  });
  const watcher = await watching;
  process.on('SIGHUP', () => void reload());
  await show(gateway, config, options.json);
  await over;
  await watcher.close();
  tell(await reportText(gateway.report(), process.stderr));
};

/** One line of JSON, or the banner; on a terminal also the codes that a phone scans. */
const show = async (gateway: Gateway, config: Config, isJson: boolean): Promise<void> => {
  const { banner, bannerJson } = await import('./banner.ts');
  if (isJson) return print(JSON.stringify(bannerJson(gateway, config)));
  const colours = palette(process.stdout);
  const { phoneAddresses } = await import('../onboarding/phone-addresses.ts');
  print(
    banner(
      gateway,
      config,
      colours,
      phoneAddresses().map(({ address }) => address),
    ),
  );
  if (!process.stdout.isTTY) return;
  const { phoneCodes } = await import('./phone-codes.ts');
  const codes = phoneCodes(gateway, process.stdout.columns, colours);
  if (codes !== '') print(codes);
};

const UNSEEN = 'Changes of the files may pass unseen; send SIGHUP to have them read';

/** Resolves when the gate has closed: at SIGTERM or SIGINT after the flows under way, at a second one at once. */
const stopped = (gateway: Gateway): Promise<void> =>
  new Promise((resolve, reject) => {
    let asked = 0;
    const stop = () => {
      asked += 1;
      if (asked > 1) gateway.close().then(resolve, reject);
      else drain(gateway).then(resolve, reject);
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });

const drain = (gateway: Gateway): Promise<void> => {
  const { open } = gateway.report().flows;
  if (open > 0) {
    const flows = open === 1 ? 'one flow' : `${open} flows`;
    gateway.say('info', `Waiting for ${flows} under way, ${DRAIN_MS / 1000} s at most. A second signal ends them now.`);
  }
  return gateway.drain(DRAIN_MS);
};
