#!/usr/bin/env node
import yargs, { type Argv } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { caCommand } from './cli/ca.ts';
import { checkCommand } from './cli/check.ts';
import { configCommand } from './cli/config.ts';
import { doctorCommand } from './cli/doctor.ts';
import { domainsCommand } from './cli/domains.ts';
import { execCommand } from './cli/exec.ts';
import { explainCommand } from './cli/explain.ts';
import { failure } from './cli/failure.ts';
import { pinCommand } from './cli/pin.ts';
import { tell } from './cli/print.ts';
import { profilesCommand } from './cli/profiles.ts';
import { reportCommand } from './cli/report.ts';
import { startCommand } from './cli/start.ts';
import { usersCommand } from './cli/users.ts';
import { WIDTH } from './cli/wrap.ts';
import { UsageError } from './errors.ts';
import { version } from './reports/version.ts';

const exitCodes = `Exit codes:
  0   clean
  1   a rule of effect "error" was violated; under --fail-on warn also one of effect "warn"
  2   wrong usage or settings
  3   could not start: a port in use, a CA that cannot be used
  4   nothing was seen where exec --expect-traffic asked for some
  70  a fault of mpgate itself
exec gives its command's own code where no rule was violated.`;

/** One line a command, in the order of the help. Each loads what it needs when it is called: help is quick. */
const commands: Readonly<Record<string, (program: Argv) => Argv>> = {
  start: (program) => program.command(startCommand),
  exec: (program) => program.command(execCommand),
  explain: (program) => program.command(explainCommand),
  report: (program) => program.command(reportCommand),
  check: (program) => program.command(checkCommand),
  pin: (program) => program.command(pinCommand),
  ca: (program) => program.command(caCommand),
  config: (program) => program.command(configCommand),
  domains: (program) => program.command(domainsCommand),
  profiles: (program) => program.command(profilesCommand),
  users: (program) => program.command(usersCommand),
  doctor: (program) => program.command(doctorCommand),
};

const program = (words: readonly string[]): Argv =>
  Object.values(commands)
    .reduce((whole, add) => add(whole), yargs([...words]))
    .scriptName('mpgate')
    .usage('$0 COMMAND\n\nA local forward proxy that makes a mini program’s network rules real.')
    .completion('completion', 'Print a completion script for the shell')
    .demandCommand(1, 'name a command')
    .recommendCommands()
    .strict()
    .parserConfiguration({ 'populate--': true, 'greedy-arrays': false })
    .example('$0 start', 'the gate on port 8080, with config/mpgate.json')
    .example('$0 exec -- npm test', 'a command behind the gate, and the verdict')
    .example('$0 explain https://echo.mpgate.test/hello --app config/apps/demo.json', 'what the rules say')
    .example('$0 config validate', 'every mistake, with its line')
    .epilogue(exitCodes)
    .version(version)
    .help()
    .alias({ help: 'h', version: 'V' })
    .detectLocale(false)
    .exitProcess(false)
    .wrap(Math.min(process.stdout.columns ?? WIDTH, WIDTH))
    .updateStrings({ 'Did you mean %s?': 'unknown command; did you mean %s?' })
    .fail((message, error) => {
      throw thrown(message, error);
    });

/** yargs wraps what `coerce` throws in an error of its own, and tells its own findings by message alone. */
const thrown = (message: string, error: Error | undefined): Error =>
  error === undefined || error.name === 'YError' ? new UsageError(message || (error?.message ?? '')) : error;

/** A reader that has seen enough (`| head`) is no fault. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const words = hideBin(process.argv);

const fail = (error: unknown): void => {
  const command = words.find((word) => Object.hasOwn(commands, word)) ?? null;
  const { exitCode, text } = failure(error, command, process.env.MPGATE_DEBUG === '1');
  process.exitCode = exitCode;
  tell(text);
};

/** After a fault that nothing expected, the process is in no state to go on. */
process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});

try {
  await program(words).parseAsync();
} catch (error) {
  fail(error);
}
