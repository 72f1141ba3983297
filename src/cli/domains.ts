import type { CommandModule } from 'yargs';
import type { FormatName } from '../config/domain-formats/domain-format.ts';
import { once } from './once.ts';
import { print } from './print.ts';

interface ImportArguments {
  readonly file: string;
  readonly format: FormatName | undefined;
  readonly profile: string | undefined;
  readonly into: string | undefined;
  readonly json: boolean;
}

interface ExportArguments {
  readonly app: string;
  readonly format: FormatName;
  readonly json: boolean;
}

interface SuggestArguments {
  readonly session: string;
  readonly app: string;
  readonly json: boolean;
}

interface DiffArguments {
  readonly before: string;
  readonly after: string;
  readonly format: FormatName | undefined;
  readonly json: boolean;
}

const json = { type: 'boolean', default: false, describe: 'Answer with one JSON object' } as const;
const text = { type: 'string', requiresArg: true } as const;
/** Written out, as help must not load the formats themselves. */
const formatNames: readonly FormatName[] = ['modify_domain', 'tcsas', 'douyin', 'list'];
const format = { requiresArg: true, choices: formatNames } as const;

const importCommand: CommandModule<object, ImportArguments> = {
  command: 'import <file>',
  describe: 'Read the lists as a platform writes them; print them as an app file has them, or write them into one',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'File with the lists' })
      .option('format', { ...format, describe: 'How the file is written; left out: told by its keys' })
      .option('profile', {
        ...text,
        coerce: once('profile'),
        describe: 'Platform (or profile file) whose rules the lists must keep; left out: the app’s or the format’s',
      })
      .option('into', { ...text, coerce: once('into'), describe: 'App file to write the lists into; comments stay' })
      .option('json', json)
      .example('$0 domains import modify_domain.json', 'prints "domains" for an app file')
      .example('$0 domains import acl.json --into config/apps/demo.json', 'writes them into one'),
  handler: async (values) => {
    const { importDomains } = await import('./domains-import.ts');
    await importDomains(values);
  },
};

const exportCommand: CommandModule<object, ExportArguments> = {
  command: 'export',
  describe: 'Print the lists of an app file as a platform writes them',
  builder: (yargs) =>
    yargs
      .option('app', { ...text, demandOption: true, coerce: once('app'), describe: 'App file' })
      .option('format', { ...format, demandOption: true, describe: 'How to write them' })
      .option('json', json)
      .example('$0 domains export --app config/apps/demo.json --format modify_domain', 'for WeChat’s API')
      .example('$0 domains export --app config/apps/demo.json --format list > domains.txt', 'plain text'),
  handler: async (values) => {
    const { exportDomains } = await import('./domains-export.ts');
    await exportDomains(values);
  },
};

const diffCommand: CommandModule<object, DiffArguments> = {
  command: 'diff <before> <after>',
  describe: 'Compare the lists of two files, each of any format or an app file; exit code 1 if they differ',
  builder: (yargs) =>
    yargs
      .positional('before', { type: 'string', demandOption: true, describe: 'A file' })
      .positional('after', { type: 'string', demandOption: true, describe: 'Another file' })
      .option('format', { ...format, describe: 'How both are written; left out: told by their keys' })
      .option('json', json)
      .example('$0 domains diff config/apps/demo.json console.json', 'the app file against the console'),
  handler: async (values) => {
    const { printDiff } = await import('./domains-diff.ts');
    await printDiff(values);
  },
};

const suggestCommand: CommandModule<object, SuggestArguments> = {
  command: 'suggest <session>',
  describe: 'Propose the lists by what a session file saw, and say what is listed in vain',
  builder: (yargs) =>
    yargs
      .positional('session', { type: 'string', demandOption: true, describe: 'Session file (NDJSON)' })
      .option('app', { ...text, demandOption: true, coerce: once('app'), describe: 'App file' })
      .option('json', json)
      .example('$0 domains suggest session.ndjson --app config/apps/demo.json', 'what to list'),
  handler: async (values) => {
    const { suggest } = await import('./domains-suggest.ts');
    await suggest(values);
  },
};

const formats = `Formats:
  modify_domain  WeChat and QQ: {"requestdomain": […], "wsrequestdomain": […], "uploaddomain": […],
                 "downloaddomain": […], "udpdomain": […], "tcpdomain": […]}
  tcsas          DescribeMNPDomainACL: {"DomainUrl": "https://a.test;https://b.test",
                 "DomainType": 1}; 1: request, 2: web-view
  douyin         modify_server_domain: {"request": […], "socket": […], "upload": […],
                 "download": […]}
  list           plain text: "[request]" and a host a line below it, or both in one line,
                 "request https://a.test"; # begins a comment
Exit codes: 0 done, or the lists are the same; 1 they differ; 2 wrong usage or mistakes in a file`;

export const domainsCommand: CommandModule<object, object> = {
  command: 'domains',
  describe: 'Take the domain lists over from a platform’s console, write them for it, compare and propose them',
  builder: (yargs) =>
    yargs
      .command(importCommand)
      .command(exportCommand)
      .command(diffCommand)
      .command(suggestCommand)
      .demandCommand(1, 'name what to do: import, export, diff or suggest')
      .example('$0 domains import acl.json --into config/apps/demo.json', 'the console’s lists into an app file')
      .example('$0 domains diff config/apps/demo.json acl.json', 'whether they are the same')
      .epilogue(formats),
  handler: () => print(''),
};
