import type { CommandModule } from 'yargs';
import { once } from './once.ts';
import { print, printJson } from './print.ts';

interface FileArguments {
  readonly file: string | undefined;
  readonly json: boolean;
}

interface SchemaArguments {
  readonly kind: 'gate' | 'app' | 'profile';
}

const json = { type: 'boolean', default: false, describe: 'Answer with one JSON object' } as const;

const validateCommand: CommandModule<object, FileArguments> = {
  command: 'validate [file]',
  describe: 'Check mpgate.json and its apps, or one app file; exit code 0 or 2',
  builder: (yargs) =>
    yargs
      .positional('file', {
        type: 'string',
        describe: 'mpgate.json, an app file or a profile; left out: config/mpgate.json',
      })
      .option('json', json)
      .coerce('file', once('file'))
      .example('$0 config validate', 'config/mpgate.json and every app that it names')
      .example('$0 config validate config/apps/demo.json', 'one app'),
  handler: async ({ file, json: isJson }) => {
    const { validate } = await import('./config-validate.ts');
    await validate(file, isJson);
  },
};

const printCommand: CommandModule<object, FileArguments> = {
  command: 'print [file]',
  describe: 'Show the settings in force and where each comes from; secrets are left out',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', describe: 'mpgate.json; left out: config/mpgate.json' })
      .option('json', json)
      .coerce('file', once('file'))
      .example('MPGATE_LISTEN_PORT=9090 $0 config print', 'what the environment changes'),
  handler: async ({ file, json: isJson }) => {
    const { printConfig } = await import('./config-print.ts');
    await printConfig(file, isJson);
  },
};

const schemaCommand: CommandModule<object, SchemaArguments> = {
  command: 'schema [kind]',
  describe: 'Print the JSON Schema of a file, for editors',
  builder: (yargs) =>
    yargs
      .positional('kind', {
        choices: ['gate', 'app', 'profile'] as const,
        default: 'gate' as const,
        describe: 'gate: mpgate.json; app: one mini program; profile: a platform of your own',
      })
      .example('$0 config schema app > config/app.schema.json', 'the schema that "$schema" names'),
  handler: async ({ kind }) => {
    const { jsonSchema } = await import('../config/json-schema.ts');
    printJson(jsonSchema(kind));
  },
};

export const configCommand: CommandModule<object, object> = {
  command: 'config',
  describe: 'Check, show and describe the settings',
  builder: (yargs) =>
    yargs
      .command(validateCommand)
      .command(printCommand)
      .command(schemaCommand)
      .demandCommand(1, 'name what to do: validate, print or schema')
      .example('$0 config validate', 'every mistake in mpgate.json and its apps, with its line')
      .example('$0 config schema app > config/app.schema.json', 'for editors')
      .epilogue('Exit codes: 0 can be used, 2 wrong usage or mistakes in a file'),
  handler: () => print(''),
};
