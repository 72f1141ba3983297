import type { CommandModule } from 'yargs';
import { UsageError } from '../errors.ts';
import type { DialOptions } from './dial-of.ts';
import { dialling } from './dialling.ts';
import { palette } from './palette.ts';
import { print, printJson, tell } from './print.ts';

interface PinArguments extends DialOptions {
  readonly target: string | undefined;
  readonly verify: boolean;
  readonly app: string | undefined;
  readonly json: boolean;
}

export const pinCommand: CommandModule<object, PinArguments> = {
  command: 'pin [target]',
  describe: 'Print the pin (sha256/…) of a server or of a certificate or key file',
  builder: (yargs) =>
    dialling(yargs)
      .positional('target', {
        type: 'string',
        describe: 'HOST[:PORT], or a file: certificate or key, PEM or DER',
      })
      .option('verify', {
        type: 'boolean',
        default: false,
        describe: 'Hold the pins of an app file against its servers (with --app)',
      })
      .option('app', { type: 'string', requiresArg: true, describe: 'App file whose pins --verify is about' })
      .option('json', { type: 'boolean', default: false, describe: 'Answer with one JSON object' })
      .example('$0 pin api.shop.test', "the server's own certificate")
      .example('$0 pin api.shop.test.pem', 'the same without the network')
      .example('$0 pin --verify --app shop.json', 'whether the pins are those of the servers')
      .epilogue(
        'Exit codes: 0 clean, 1 a pin is not that of its server, 2 wrong usage or settings, 3 no certificate there',
      ),
  handler: (given) => run(given),
};

const run = (given: PinArguments): Promise<void> => {
  const { target, verify, app } = given;
  if (verify && app !== undefined && target === undefined) return verifyAll(app, given);
  if (verify || app !== undefined) throw new UsageError('--verify and --app go together, and with no host or file');
  if (target === undefined) throw new UsageError('name a host or a file, or give --verify --app FILE');
  return show(target, given.json);
};

const show = async (target: string, isJson: boolean): Promise<void> => {
  const { isFile } = await import('./pin-target.ts');
  const found = (await isFile(target))
    ? (await import('./pin-file.ts')).pinOfFile(target)
    : (await import('./pin-host.ts')).pinOfHost(target);
  const { warning, ...pinned } = await found;
  if (warning) tell(palette(process.stderr).yellow(warning));
  if (isJson) printJson({ version: 1, ...pinned });
  else print(pinned.pin);
};

const verifyAll = async (app: string, { json, ...dial }: PinArguments): Promise<void> => {
  const { verifyPins } = await import('./pin-verify.ts');
  const states = await verifyPins(app, dial);
  process.exitCode = states.every(({ state }) => state === 'match') ? 0 : 1;
  if (json) return printJson({ version: 1, hosts: states });
  const colours = palette(process.stdout);
  for (const { state, message, shown, lacksBackup, host } of states) {
    print(`${state === 'match' ? colours.green('✓') : colours.red('✗')} ${message}`);
    if (state === 'mismatch') print(`  it shows ${shown}`);
    if (lacksBackup) print(colours.yellow(`  ${host} has one pin only: add that of the next key before it comes.`));
  }
};
