import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandModule } from 'yargs';
import { UsageError } from '../errors.ts';
import type { Gateway } from '../main.ts';
import { childEnvironment } from './child-environment.ts';
import { type GateOptions, gateOptions, loadGate, loadOptions } from './gate-options.ts';
import { palette } from './palette.ts';
import { printJson, tell } from './print.ts';

interface ExecOptions extends GateOptions {
  readonly 'expect-traffic': boolean;
}

export const execCommand: CommandModule<object, ExecOptions> = {
  command: 'exec',
  describe: 'Run a command behind the gate, then give the verdict',
  builder: (yargs) =>
    gateOptions(yargs)
      .usage('$0 exec [options] -- COMMAND [arguments]')
      .option('expect-traffic', { type: 'boolean', default: false, describe: 'Fail (4) if nothing passed the gate' })
      .example('$0 exec -- npm test', 'the tests, held to the rules of the default app')
      .example('$0 exec --app shop.json --json -- curl -s https://api.shop.test/', 'the report as JSON'),
  handler: (options) => run(options),
};

/** Exit codes besides the command's own. */
const VIOLATED = 1;
const NOTHING_SEEN = 4;
const NOT_FOUND = 127;
const NOT_RUNNABLE = 126;

const run = async (options: ExecOptions): Promise<void> => {
  const [command, ...words] = commandOf(options);
  if (command === undefined) throw new UsageError('name the command to run after "--", as in: mpgate exec -- npm test');
  // The child talks to the gate on this machine, so any free port does, and nobody else needs to reach it.
  const config = await loadGate(
    loadOptions({
      ...options,
      host: options.host ?? '127.0.0.1',
      port: options.port ?? 0,
      'admin-port': options['admin-port'] ?? 0,
    }),
  );
  const { start } = await import('../main.ts');
  const colours = palette(process.stderr);
  const gateway = await start(config, { logFormat: options['log-format'], colour: colours.isColorSupported });
  const code = await behind(gateway, command, words, options.json).finally(() => gateway.close());
  const report = gateway.report();
  if (options.json) printJson(report);
  else {
    const { reportTable } = await import('../events/table.ts');
    tell(reportTable(report, { columns: process.stderr.columns ?? 100, colour: colours.isColorSupported }));
  }
  if (report.verdict === 'fail') process.exitCode = VIOLATED;
  else if (options['expect-traffic'] && report.flows.seen === 0) process.exitCode = NOTHING_SEEN;
  else process.exitCode = code;
};

/** What stands behind `--`. */
const commandOf = (options: object): readonly string[] => {
  const words: unknown = Reflect.get(options, '--');
  return Array.isArray(words) ? words.map(String) : [];
};

/** Runs the command with the gate in its environment; its own exit code, or 128 and the signal that ended it. */
const behind = async (
  gateway: Gateway,
  command: string,
  words: readonly string[],
  isJson: boolean,
): Promise<number> => {
  const { bundleWith, systemRoots } = await import('../ca/roots.ts');
  const folder = await mkdtemp(join(tmpdir(), 'mpgate-'));
  const bundleFile = join(folder, 'bundle.pem');
  try {
    await writeFile(bundleFile, bundleWith((await systemRoots()).pem, gateway.ca.certPem));
    const [main] = gateway.listeners;
    const host = main?.host === '0.0.0.0' || main?.host === '::' ? '127.0.0.1' : (main?.host ?? '127.0.0.1');
    const proxy = `http://${host.includes(':') ? `[${host}]` : host}:${main?.port}`;
    return await exitCode(command, words, childEnvironment({ proxy, caFile: gateway.ca.file, bundleFile }), isJson);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const exitCode = (command: string, words: readonly string[], env: object, isJson: boolean): Promise<number> =>
  new Promise((resolve) => {
    // Under --json, stdout is for the report alone.
    const child = spawn(command, [...words], {
      env: { ...process.env, ...env },
      stdio: ['inherit', isJson ? 2 : 'inherit', 'inherit'],
    });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGTERM', forward);
    process.on('SIGINT', forward);
    child.once('error', (error: NodeJS.ErrnoException) => {
      tell(`mpgate: ${command} cannot be run: ${error.message}`);
      resolve(error.code === 'ENOENT' ? NOT_FOUND : NOT_RUNNABLE);
    });
    child.once('close', (code, signal) => {
      process.off('SIGTERM', forward);
      process.off('SIGINT', forward);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
