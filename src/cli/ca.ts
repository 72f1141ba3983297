import type { Argv, CommandModule } from 'yargs';
import type { ExportFormat } from '../ca/export.ts';
import { once } from './once.ts';
import { print } from './print.ts';

interface CaArguments {
  readonly 'ca-dir': string | undefined;
  readonly json: boolean;
}

interface RootsArguments {
  readonly folders: readonly string[];
  readonly json: boolean;
}

interface CreateArguments extends CaArguments {
  readonly key: 'ec' | 'rsa';
}

interface ExportArguments extends CaArguments {
  readonly format: ExportFormat;
  readonly out: string | undefined;
}

const formats: readonly ExportFormat[] = ['pem', 'der', 'mobileconfig'];
const keys = ['ec', 'rsa'] as const;

const createCommand: CommandModule<object, CreateArguments> = {
  command: 'create',
  describe: 'Make the CA; one that is there stays as it is',
  builder: (yargs) =>
    withCa(yargs)
      .option('key', {
        choices: keys,
        default: 'ec' as const,
        requiresArg: true,
        describe: 'ec: P-256, faster; rsa: 2048 bits, for very old clients',
      })
      .example('$0 ca create', 'in ./certs, as a first start does'),
  handler: async ({ 'ca-dir': caDir, json, key }) => (await import('./ca-show.ts')).create(folder(caDir), key, json),
};

const showCommand: CommandModule<object, CaArguments> = {
  command: 'show',
  describe: 'Say where the CA is, its name, its fingerprint and its last day',
  builder: (yargs) => withCa(yargs).example('$0 ca show --json', 'for a program'),
  handler: async ({ 'ca-dir': caDir, json }) => (await import('./ca-show.ts')).show(folder(caDir), json),
};

const fingerprintCommand: CommandModule<object, CaArguments> = {
  command: 'fingerprint',
  describe: 'Print the SHA-256 fingerprint, to compare with what a device shows',
  builder: (yargs) => withCa(yargs).example('$0 ca fingerprint --ca-dir ~/gate/certs', 'of a CA elsewhere'),
  handler: async ({ 'ca-dir': caDir, json }) => (await import('./ca-show.ts')).fingerprint(folder(caDir), json),
};

const exportCommand: CommandModule<object, ExportArguments> = {
  command: 'export',
  describe: "Print the CA's certificate for a device; the key is never exported",
  builder: (yargs) =>
    withCa(yargs)
      .option('format', {
        choices: formats,
        default: 'pem' as const,
        requiresArg: true,
        describe: 'pem: curl, Node, Java; der: Android, Windows; mobileconfig: iOS, macOS',
      })
      .option('out', { type: 'string', requiresArg: true, describe: 'File to write; left out: standard output' })
      .coerce('out', once('out'))
      .example('$0 ca export --format mobileconfig --out mpgate.mobileconfig', 'a profile to send to an iPhone')
      .example('$0 ca export --format der --out mpgate.cer', 'a file for Android'),
  handler: async ({ 'ca-dir': caDir, json, format, out }) =>
    (await import('./ca-export.ts')).exportCa({ caDir: folder(caDir), format, out, isJson: json }),
};

const rootsCommand: CommandModule<object, RootsArguments> = {
  command: 'roots [folders..]',
  describe: 'Say whose roots servers are held to, and how old those are',
  builder: (yargs) =>
    yargs
      .positional('folders', {
        type: 'string',
        array: true,
        default: [],
        defaultDescription: 'none',
        describe: 'Folders of PEM or DER files',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Answer with one JSON object' })
      .example('$0 ca roots', 'the system’s and those of Node')
      .example('$0 ca roots android-9/cacerts', 'also those of an old phone'),
  handler: async ({ folders, json }) => (await import('./ca-roots.ts')).showRoots(folders, json),
};

const withCa = <T>(yargs: Argv<T>) =>
  yargs
    .option('ca-dir', {
      type: 'string',
      requiresArg: true,
      describe: 'Folder of ca.pem and ca.key; left out: MPGATE_CA_DIR, else ./certs',
    })
    .option('json', { type: 'boolean', default: false, describe: 'Answer with one JSON object' })
    .coerce('ca-dir', once('ca-dir'));

const folder = (given: string | undefined): string => given ?? (process.env.MPGATE_CA_DIR || 'certs');

export const caCommand: CommandModule<object, object> = {
  command: 'ca',
  describe: 'Make, show and export the CA that devices have to trust',
  builder: (yargs) =>
    yargs
      .command(createCommand)
      .command(showCommand)
      .command(exportCommand)
      .command(fingerprintCommand)
      .command(rootsCommand)
      .demandCommand(1, 1, 'name what to do: create, show, export, fingerprint or roots'),
  handler: () => print(''),
};
