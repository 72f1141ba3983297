import { randomBytes } from 'node:crypto';
import type { Argv, CommandModule } from 'yargs';
import type { Config } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import type { Credentials } from '../users/users.ts';
import { BY_WARNINGS, type FailOnOptions, failOn, failureOf, leastFailing } from './fail-on.ts';
import { type GateOptions, gateOptions, loadGate, loadOptions } from './gate-options.ts';
import { palette } from './palette.ts';
import { printJson, tell } from './print.ts';
import { finishReports, openReports, type ReportTarget, reportTargets } from './report-targets.ts';
import { reportText } from './report-text.ts';

interface ExecOptions extends GateOptions, FailOnOptions {
  readonly 'expect-traffic': boolean;
  readonly report: readonly ReportTarget[];
  readonly 'swap-key': readonly string[];
}

export const execCommand: CommandModule<object, ExecOptions> = {
  command: 'exec',
  describe: 'Run a command behind the gate, then give the verdict',
  builder: (yargs) =>
    failOn(gateOptions(withoutWords(yargs), 'Print the report on stdout; what the command prints goes to stderr'))
      .usage('$0 exec [options] -- COMMAND [arguments]\n\nRun a command behind the gate, then give the verdict')
      .option('expect-traffic', { type: 'boolean', default: false, describe: 'Fail (4) if nothing passed the gate' })
      .option('report', {
        type: 'string',
        array: true,
        requiresArg: true,
        default: [],
        defaultDescription: 'none',
        describe:
          'FORMAT=FILE: a report in a file too, as junit, sarif, json, html, har or text; give it once for each',
        coerce: reportTargets,
      })
      .option('swap-key', {
        type: 'string',
        array: true,
        requiresArg: true,
        default: [],
        defaultDescription: 'none',
        describe: 'HOST: once its pin was verified, its key seems to have changed; give it once for each',
      })
      .example('$0 exec -- npm test', 'tests, held to the rules')
      .example('$0 exec --json --app shop.json -- node test.js', 'the report as JSON')
      .example('$0 exec --fail-on warn -- npm test', 'warnings fail it too')
      .example('$0 exec --report junit=mpgate.xml --report html=mpgate.html -- npm test', 'reports for a CI')
      .example('$0 exec --swap-key api.shop.test -- npm test', 'what a change of the server’s key does')
      .epilogue(exitCodes),
  handler: (options) => run(options),
};

const exitCodes = `Exit codes:
  1   a rule of effect "error" was violated; with --fail-on warn also one of effect "warn"
  2   wrong usage or settings
  3   could not start: a port in use, a CA that cannot be used; or a report could not be written
  4   nothing passed the gate, and --expect-traffic was given
otherwise the command's own; 127: not found, 126: cannot be run, 128 and more: ended by a signal.`;

/** Exit codes besides the command's own. */
const VIOLATED = 1;
const NOT_WRITTEN = 3;
const NOTHING_SEEN = 4;

/** Whoever leaves out the `--` is told so, before the command's own options are found to be unknown. */
const withoutWords = (yargs: Argv): Argv =>
  yargs.middleware(({ _: [, ...words], help }) => {
    if (words.length > 0 && !help)
      throw new UsageError(`put "--" before the command: mpgate exec -- ${words.join(' ')} …`);
  }, true);

const run = async (options: ExecOptions): Promise<void> => {
  const [command, ...words] = commandOf(options);
  if (command === undefined) throw new UsageError('name the command to run after "--", as in: mpgate exec -- npm test');
  const least = leastFailing(options);
  const { config, user } = await withUser(await loadGate(ownPorts(options)));
  const swaps = await swappable(options['swap-key'], config);
  const { start } = await import('../main.ts');
  const colour = palette(process.stderr).isColorSupported;
  const gateway = await start(config, { logFormat: options['log-format'], colour });
  for (const hostname of swaps) gateway.keySwaps.swapWhenVerified(hostname);
  const outs = await openReports(options.report, gateway.recording).catch(async (error) => {
    await gateway.close();
    throw error;
  });
  const { runBehind } = await import('./run-behind.ts');
  const code = await runBehind(gateway, user, [command, ...words], options.json).finally(() =>
    gateway.drain(LINGER_MS),
  );
  const broken = await finishReports(outs);
  const report = gateway.report();
  const isMissed = options['expect-traffic'] && report.flows.seen === 0;
  if (options.json) printJson(report);
  else tell(await reportText(report, process.stderr));
  for (const sentence of broken) tell(`mpgate: ${sentence}`);
  for (const hostname of swaps.filter((one) => !gateway.keySwaps.isSwapped(one)))
    tell(`mpgate: ${notSwapped(hostname)}`);
  if (isMissed) tell(`mpgate: nothing passed the gate. Does ${command} use the proxy that HTTPS_PROXY names?`);
  const failure = failureOf(report, least);
  if (failure === 'by-warnings') tell(`mpgate: ${BY_WARNINGS}`);
  if (failure !== null) process.exitCode = VIOLATED;
  else if (broken.length > 0) process.exitCode = NOT_WRITTEN;
  else process.exitCode = isMissed ? NOTHING_SEEN : code;
};

const notSwapped = (hostname: string): string =>
  `the key of ${hostname} was not changed, for no connection there verified a pin before the command ended.`;

/** Hosts of a drill, canonical. Throws UsageError for one that has no pins. */
const swappable = async (hosts: readonly string[], { apps }: Config): Promise<readonly string[]> => {
  const { pinnedHost } = await import('../rules/pinned-host.ts');
  return hosts.map((host) => {
    const found = pinnedHost(host, apps.values());
    if (typeof found === 'string') return found;
    throw new UsageError(`--swap-key ${host}: ${found.fault}`);
  });
};

/** The last events of a command that has ended are a moment behind it. */
const LINGER_MS = 1_000;

/**
 * The child talks to the gate on this machine: any free port does, nobody else needs to reach it, and a gate that runs
 * already by the same settings keeps its ports.
 */
const ownPorts = (options: ExecOptions) => {
  const { host = '127.0.0.1', port = 0, 'admin-port': adminPort = 0 } = options;
  const asked = loadOptions({ ...options, host, port, 'admin-port': adminPort });
  const listen = { ...asked.flags?.listen, proxyProtocol: 'off' as const, trustedProxies: [] };
  return { ...asked, flags: { ...asked.flags, listen, listeners: [] } };
};

/** A guess at so many bits needs no dear derivation to be hopeless. */
const CHEAP = { ln: 10, r: 8, p: 1 };

/** Where users have passwords, the command has one of its own, which nobody else knows and nothing keeps. */
const withUser = async (config: Config): Promise<{ readonly config: Config; readonly user: Credentials | null }> => {
  const { gate } = config;
  if (Object.keys(gate.clients.users).length === 0) return { config, user: null };
  const { hashPassword } = await import('../users/hash-password.ts');
  const user = { name: 'exec', password: randomBytes(24).toString('base64url') };
  const clients = { ...gate.clients, users: { [user.name]: await hashPassword(user.password, CHEAP) } };
  return { config: { ...config, gate: { ...gate, clients } }, user };
};

/** What stands behind `--`. */
const commandOf = (options: object): readonly string[] => {
  const words: unknown = Reflect.get(options, '--');
  return Array.isArray(words) ? words.map(String) : [];
};
