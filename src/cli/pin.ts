import type { CommandModule } from 'yargs';
import { palette } from './palette.ts';
import { print, printJson, tell } from './print.ts';

interface PinArguments {
  readonly target: string;
  readonly json: boolean;
}

export const pinCommand: CommandModule<object, PinArguments> = {
  command: 'pin <target>',
  describe: 'Print the pin (sha256/…) of a server or of a certificate or key file',
  builder: (yargs) =>
    yargs
      .positional('target', {
        type: 'string',
        demandOption: true,
        describe: 'HOST[:PORT], or a file: certificate or key, PEM or DER',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Answer with one JSON object' })
      .example('$0 pin api.shop.test', "the server's own certificate")
      .example('$0 pin api.shop.test.pem', 'the same without the network'),
  handler: ({ target, json }) => run(target, json),
};

const run = async (target: string, isJson: boolean): Promise<void> => {
  const { isFile } = await import('./pin-target.ts');
  const found = (await isFile(target))
    ? (await import('./pin-file.ts')).pinOfFile(target)
    : (await import('./pin-host.ts')).pinOfHost(target);
  const { warning, ...pinned } = await found;
  if (warning) tell(palette(process.stderr).yellow(warning));
  if (isJson) printJson({ version: 1, ...pinned });
  else print(pinned.pin);
};
