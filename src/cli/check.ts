import type { Argv, CommandModule } from 'yargs';
import type { Platform } from '../model/facts.ts';
import { type CheckReport, checkReports } from './check-reports.ts';
import type { DialOptions } from './dial-of.ts';
import { dialling } from './dialling.ts';

export interface CheckArguments extends DialOptions {
  readonly hosts: readonly string[];
  readonly app: string | undefined;
  readonly profile: string | undefined;
  readonly platform: Platform | undefined;
  readonly 'min-days': number;
  readonly report: readonly CheckReport[];
  readonly json: boolean;
}

export const checkCommand: CommandModule<object, CheckArguments> = {
  command: 'check [hosts..]',
  describe: 'Look at servers as phones do: certificate, chain, TLS, pins',
  builder: (yargs) =>
    dialling(answering(yargs))
      .positional('hosts', {
        type: 'string',
        array: true,
        default: [],
        defaultDescription: 'none',
        describe: 'HOST[:PORT]; port 443 unless given',
      })
      .option('app', { type: 'string', requiresArg: true, describe: 'App file: every host of its lists, and its pins' })
      .option('profile', {
        type: 'string',
        requiresArg: true,
        describe: 'Platform whose rules hold; that of the app file, else wechat',
      })
      .option('platform', {
        choices: ['ios', 'android', 'strictest'] as const,
        requiresArg: true,
        describe: 'Phones that decide the exit code; those of the app file, else strictest',
      })
      .option('min-days', {
        type: 'number',
        requiresArg: true,
        default: 21,
        describe: 'Warn of certificates that run out sooner',
      })
      .example('$0 check api.shop.test', 'one server')
      .example('$0 check --app config/apps/shop.json --platform android', 'every server of a mini program')
      .epilogue('Exit codes: 0 nothing of effect "error" found, 1 something was, 2 wrong usage or settings'),
  handler: async (given) => (await import('./check-run.ts')).check(given),
};

/** How the answer is given. */
const answering = <T>(yargs: Argv<T>) =>
  yargs
    .option('report', {
      type: 'string',
      array: true,
      requiresArg: true,
      default: [],
      defaultDescription: 'none',
      describe: 'FORMAT=FILE: a report in a file too, as junit or sarif; give it once for each',
      coerce: checkReports,
    })
    .option('json', { type: 'boolean', default: false, describe: 'Answer with one JSON object' });
