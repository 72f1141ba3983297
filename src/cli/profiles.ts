import type { CommandModule } from 'yargs';
import { print } from './print.ts';

interface ListArguments {
  readonly json: boolean;
}

interface ShowArguments {
  readonly name: string;
  readonly json: boolean;
}

interface DiffArguments {
  readonly before: string;
  readonly after: string;
  readonly json: boolean;
}

const json = { type: 'boolean', default: false, describe: 'Answer with one JSON object' } as const;

const listCommand: CommandModule<object, ListArguments> = {
  command: 'list',
  describe: 'Every platform',
  builder: (yargs) => yargs.option('json', json).example('$0 profiles list', 'their names'),
  handler: async ({ json: isJson }) => {
    const { listProfiles } = await import('./profiles-list.ts');
    listProfiles(isJson);
  },
};

const showCommand: CommandModule<object, ShowArguments> = {
  command: 'show <name>',
  describe: 'Every value of a platform and where it comes from',
  builder: (yargs) =>
    yargs
      .positional('name', { type: 'string', demandOption: true, describe: 'Name of a platform, or a file of your own' })
      .option('json', json)
      .example('$0 profiles show ./my-profile.json', 'a file that extends one')
      .example('$0 profiles show wechat', 'S3:36 is line 36 of its page; public: published facts'),
  handler: async ({ name, json: isJson }) => {
    const { showProfile } = await import('./profiles-show.ts');
    await showProfile(name, isJson);
  },
};

const diffCommand: CommandModule<object, DiffArguments> = {
  command: 'diff <before> <after>',
  describe: 'What two platforms see differently; exit code 1 if they differ',
  builder: (yargs) =>
    yargs
      .positional('before', { type: 'string', demandOption: true, describe: 'Name of a platform, or a file' })
      .positional('after', { type: 'string', demandOption: true, describe: 'Name of another, or a file' })
      .option('json', json)
      .example('$0 profiles diff wechat douyin', 'what to mind on the way from one to the other'),
  handler: async ({ before, after, json: isJson }) => {
    const { diffProfiles } = await import('./profiles-diff.ts');
    await diffProfiles(before, after, isJson);
  },
};

export const profilesCommand: CommandModule<object, object> = {
  command: 'profiles',
  describe: 'Show the platforms, value by value, and compare them',
  builder: (yargs) =>
    yargs
      .command(listCommand)
      .command(showCommand)
      .command(diffCommand)
      .demandCommand(1, 'name what to do: list, show or diff')
      .example('$0 profiles show tcsas', 'every value with its source')
      .example('$0 profiles diff tcsas wechat', 'where they disagree')
      .epilogue('Exit codes: 0 done, or no difference; 1 they differ; 2 wrong usage'),
  handler: () => print(''),
};
