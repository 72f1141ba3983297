import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWith, systemRoots } from '../../ca/roots.ts';
import { addressesOf } from '../addresses-of.ts';
import { childEnvironment, proxyNames } from '../child-environment.ts';
import { print } from '../print.ts';
import { appendEntries } from './append-entries.ts';
import { stateEntries } from './gate-state.ts';
import { type Environment, readInputs } from './inputs.ts';
import { launchGate, type StartLine } from './launch-gate.ts';
import { workflowCommand } from './workflow-command.ts';

/**
 * First step of the action: opens a gate that stays open for the job, and tells later steps where it is.
 * `program`: dist/cli.js. Rejects with UsageError or StartError.
 */
export const begin = async (env: Environment, program: string): Promise<void> => {
  const { flags, environment } = readInputs(env);
  const folder = await mkdtemp(join(env.RUNNER_TEMP || tmpdir(), 'mpgate-'));
  const files = { session: join(folder, 'session.ndjson'), log: join(folder, 'gate.log') };
  // Unless the workflow names a CA it is made for this job, outside of what a job may upload.
  const own = { MPGATE_CA_DIR: env.MPGATE_CA_DIR || join(folder, 'certs'), MPGATE_RECORD_FILE: files.session };
  const { pid, line } = await launchGate({ program, flags, env: { ...env, ...own }, log: files.log });
  const { origin: admin } = new URL(addressesOf(line).control.url);
  const before = environment === 'job' ? valuesOf(proxyNames, env) : {};
  print(workflowCommand('add-mask', {}, line.admin.token));
  // At once, so that the last step ends the gate whatever else goes wrong here.
  await appendEntries(
    'GITHUB_STATE',
    stateEntries({ pid, admin, token: line.admin.token, ca: line.ca.file, ...files, before }),
    env,
  );
  const { variables, outputs } = await placesOf(line, folder);
  if (environment === 'job') await appendEntries('GITHUB_ENV', variables, env);
  await appendEntries('GITHUB_OUTPUT', { ...outputs, 'session-file': files.session, mpgate: program }, env);
  print(`mpgate is open at ${outputs.proxy}; its CA is ${line.ca.file}, SHA-256 ${line.ca.fingerprint}`);
};

const valuesOf = (names: readonly string[], env: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, env[name] ?? '']));

/** As a shell reads it: `. FILE`. */
const shellLines = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join('');

/** Writes the files that the variables name. */
const placesOf = async (line: StartLine, folder: string) => {
  const bundleFile = join(folder, 'bundle.pem');
  const environmentFile = join(folder, 'environment.sh');
  const addresses = addressesOf(line);
  await writeFile(bundleFile, bundleWith((await systemRoots()).pem, await readFile(line.ca.file, 'utf8')));
  const variables = childEnvironment({ ...addresses, caFile: line.ca.file, bundleFile });
  // It has the token of the admin port.
  await writeFile(environmentFile, shellLines(variables), { mode: 0o600 });
  const outputs = {
    proxy: addresses.proxy,
    port: String(line.listeners[0]?.port ?? ''),
    'admin-port': String(line.admin.port),
    'ca-file': line.ca.file,
    'bundle-file': bundleFile,
    'environment-file': environmentFile,
  };
  return { variables, outputs };
};
