/**
 * Does what `docker build` and `docker run` would, without an engine: every COPY and RUN of the Dockerfile in clean
 * folders, then the entry point as the image's user, until its health check agrees. Needs Linux, root and Node 24,
 * which runs this file as it is: `node test/house/rehearse-image.ts`.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copied, type DockerStage, healthCommand, type Instruction, ofKind, parseDockerfile } from './dockerfile.ts';

const repository = join(import.meta.dirname, '..', '..');
const dockerfile = readFileSync(join(repository, 'Dockerfile'), 'utf8');
const stages = parseDockerfile(dockerfile);
const base = mkdtempSync(join(tmpdir(), 'mpgate-image-'));
chmodSync(base, 0o755);

const say = (line: string): void => {
  process.stdout.write(`  ${line}\n`);
};

/** The file system of a stage. */
const rootOf = (stage: string): string => join(base, stage);
const nameOf = (stage: DockerStage): string => stage.name ?? 'final';
const workdirOf = (stage: DockerStage): string => ofKind(stage, 'WORKDIR').at(-1)?.text ?? '/';

const copy = (instruction: Instruction, workdir: string): void => {
  const origin = instruction.flags.from ? rootOf(instruction.flags.from) : repository;
  const { from, to } = copied(instruction);
  const target = join(workdir, to);
  for (const path of from) {
    const source = join(origin, path);
    const intoFolder = to.endsWith('/') && !statSync(source).isDirectory();
    const goal = intoFolder ? join(target, basename(path)) : target;
    mkdirSync(dirname(goal), { recursive: true });
    cpSync(source, goal, { recursive: true, verbatimSymlinks: true });
  }
};

const build = (stage: DockerStage): string => {
  const workdir = join(rootOf(nameOf(stage)), workdirOf(stage));
  mkdirSync(workdir, { recursive: true });
  for (const instruction of stage.instructions) {
    if (instruction.name === 'COPY') copy(instruction, workdir);
    if (instruction.name !== 'RUN') continue;
    say(`[${nameOf(stage)}] RUN ${instruction.text}`);
    execFileSync('/bin/sh', ['-c', instruction.text], { cwd: workdir, stdio: 'inherit' });
  }
  return workdir;
};

const execForm = (stage: DockerStage, name: string): readonly string[] => ofKind(stage, name).at(-1)?.exec ?? [];

/** The command line that runs a command as the image's user. */
const asUser = (stage: DockerStage, command: readonly string[]): readonly string[] => {
  const [uid, gid] = (ofKind(stage, 'USER').at(-1)?.text ?? '').split(':');
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...command];
};

const becomesHealthy = async (stage: DockerStage, gate: ChildProcess): Promise<boolean> => {
  const end = Date.now() + 20_000;
  while (Date.now() < end && gate.exitCode === null) {
    const check = ['--net', `--target=${gate.pid}`, ...asUser(stage, healthCommand(stage) ?? [])];
    if (spawnSync('nsenter', check, { timeout: 5_000 }).status === 0) return true;
    await pause(200);
  }
  return false;
};

/** Starts the image's process in a network of its own, where its ports are free, and ends it as an engine would. */
const run = async (stage: DockerStage, workdir: string): Promise<void> => {
  const command = asUser(stage, [...execForm(stage, 'ENTRYPOINT'), ...execForm(stage, 'CMD')]);
  const inOwnNetwork = ['--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...command];
  const gate = spawn('unshare', inOwnNetwork, { cwd: workdir, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = once(gate, 'exit');
  const healthy = await becomesHealthy(stage, gate);
  gate.kill('SIGTERM');
  const [code, signal] = await ended;
  if (!healthy) throw new Error('The gate ended, or the health check of the Dockerfile never agreed within 20 s.');
  if (code !== 0) throw new Error(`After SIGTERM the gate ended with ${code ?? signal}, not 0.`);
};

try {
  const final = stages.at(-1);
  const workdir = stages.map(build).at(-1);
  if (!final || !workdir) throw new Error('The Dockerfile has no stage.');
  const [program = '', ...args] = asUser(final, [...execForm(final, 'ENTRYPOINT'), '--version']);
  say(`version ${execFileSync(program, args, { cwd: workdir, encoding: 'utf8' }).trim()}`);
  await run(final, workdir);
  say('The image builds, starts, is healthy and stops.');
} finally {
  rmSync(base, { recursive: true, force: true });
}
