import type { CommandModule } from 'yargs';
import { print } from './print.ts';

interface HashArguments {
  readonly json: boolean;
}

const hashCommand: CommandModule<object, HashArguments> = {
  command: 'hash',
  describe: 'Read a password from the terminal or standard input and print its hash for clients.users',
  builder: (yargs) =>
    yargs
      .option('json', { type: 'boolean', default: false, describe: 'Answer with one JSON object' })
      .example('$0 users hash', 'asks for the password twice and shows neither')
      .example('pass show gate | $0 users hash', 'the first line of a password manager'),
  handler: async ({ json }) => (await import('./users-hash.ts')).hashOf(json),
};

export const usersCommand: CommandModule<object, object> = {
  command: 'users',
  describe: 'Make password hashes for those who may use the proxy',
  builder: (yargs) => yargs.command(hashCommand).demandCommand(1, 1, 'name what to do: hash'),
  handler: () => print(''),
};
