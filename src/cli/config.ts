import type { CommandModule } from 'yargs';
import { once } from './once.ts';
import { print, printJson } from './print.ts';

interface FileArguments {
  readonly file: string | undefined;
  readonly json: boolean;
}

interface LintArguments {
  readonly dir: string;
  readonly app: string | undefined;
  readonly profile: string | undefined;
  readonly format: 'text' | 'json' | 'sarif' | undefined;
  readonly json: boolean | undefined;
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

const text = { type: 'string', requiresArg: true } as const;

const lintCommand: CommandModule<object, LintArguments> = {
  command: 'lint <dir>',
  describe: 'Judge the settings and sources of a mini program, with no traffic; exit code 0, 1 or 2',
  builder: (yargs) =>
    yargs
      .positional('dir', {
        type: 'string',
        demandOption: true,
        coerce: once('dir'),
        describe: 'Folder of the mini program',
      })
      .option('app', { ...text, coerce: once('app'), describe: 'App file with the domain lists and effects' })
      .option('profile', { ...text, coerce: once('profile'), describe: 'Platform; left out: that of the app file' })
      .option('format', {
        requiresArg: true,
        choices: ['text', 'json', 'sarif'] as const,
        describe: 'Form of the answer',
      })
      .option('json', { type: 'boolean', describe: 'The same as --format json' })
      .conflicts('json', 'format')
      .example('$0 config lint miniprogram --app config/apps/shop.json', 'also which hosts are in no list')
      .example('$0 config lint . --format sarif > lint.sarif', 'for code scanning')
      .epilogue(
        'Exit codes: 0 clean or warnings only, 1 an error was found, 2 wrong usage or a file that cannot be read',
      ),
  handler: async ({ dir, app, profile, format, json: isJson }) => {
    const { lint } = await import('./config-lint.ts');
    await lint({ dir, app, profile, format: isJson ? 'json' : (format ?? 'text') });
  },
};

export const configCommand: CommandModule<object, object> = {
  command: 'config',
  describe: 'Check, show and describe the settings, and lint a mini program',
  builder: (yargs) =>
    yargs
      .command(validateCommand)
      .command(printCommand)
      .command(schemaCommand)
      .command(lintCommand)
      .demandCommand(1, 'name what to do: validate, print, schema or lint')
      .example('$0 config validate', 'every mistake in mpgate.json and its apps, with its line')
      .example('$0 config schema app > config/app.schema.json', 'for editors')
      .epilogue('Exit codes: 0 can be used, 1 a lint found an error, 2 wrong usage or mistakes in a file'),
  handler: () => print(''),
};
