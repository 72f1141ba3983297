import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './support/cli.ts';
import { folder } from './support/folder.ts';

const root = join(import.meta.dirname, '..');
const commands = ['start', 'exec', 'explain', 'pin', 'ca', 'config'];

describe('help', () => {
  it.each([[['--help']], [['-h']]])(
    '%j lists the commands, examples and exit codes, in at most 100 columns',
    async (args) => {
      const { code, stdout, stderr } = await runCli(args);
      expect([code, stderr]).toEqual([0, '']);
      for (const part of [...commands, 'completion'].map((name) => `  mpgate ${name}`)) {
        expect(stdout).toContain(part);
      }
      expect(stdout).toContain('Examples:');
      expect(stdout).toContain('Exit codes:');
      expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    },
  );

  it.each(['explain', 'config'])('%s has its own, with examples', async (command) => {
    const { code, stdout } = await runCli([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`mpgate ${command}`);
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('Exit codes: 0 ');
  });

  it.each(['check', 'pin verify', 'ca roots', 'exec', 'report'])(
    '%s says in words which lists are empty',
    async (command) => {
      const { code, stdout } = await runCli([...command.split(' '), '--help']);
      expect([code, stdout.includes('[default: []]')]).toEqual([0, false]);
    },
  );

  it('speaks one language wherever it runs', async () => {
    expect((await runCli(['--help'], { env: { LANG: 'zh_CN.UTF-8' } })).stdout).toContain('Show help');
  });
});

it('--version is the package’s', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(await runCli(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
});

it('completion prints a script, and completes commands and options', async () => {
  expect((await runCli(['completion'])).stdout).toContain('mpgate');
  expect((await runCli(['--get-yargs-completions', 'mpgate', 'conf'])).stdout).toContain('config');
  expect((await runCli(['--get-yargs-completions', 'mpgate', 'explain', '--'])).stdout).toContain('--device');
});

describe('wrong usage ends with exit code 2, on stderr, with a way on', () => {
  it.each([
    [[], 'name a command', 'see mpgate --help'],
    [['explan'], 'unknown command; did you mean explain?', 'see mpgate --help'],
    [['frobnicate'], 'Unknown argument: frobnicate', 'see mpgate --help'],
    [['explain', 'https://a.test', '--ap', 'x'], 'Missing required argument: app', 'see mpgate explain --help'],
    [['explain', 'https://a.test', '--app'], 'Not enough arguments following: app', 'see mpgate explain --help'],
  ])('%j', async (args, message, way) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain(way);
  });
});

it('settings with mistakes end with exit code 2 and a line for each', async () => {
  const cwd = await folder({
    'm.json': '{ "block": "drop",\n "decrypt": 1, "apps": ["a.json"] }',
    'a.json': { appid: 'x' },
  });
  const { code, stderr } = await runCli(['config', 'print', 'm.json'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^m\.json:1:12 {2}block .*\nm\.json:2:13 {2}decrypt .*\n2 problems\n$/);
});

it('a reader that goes away early is no fault', async () => {
  const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), 'config', 'schema', 'app']);
  child.stdout.destroy();
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect([code, String(Buffer.concat(complaints))]).toEqual([0, '']);
});

describe('help is quick because it loads little', () => {
  /** Files of src that are loaded before a command is known, and the packages that they load. */
  const loaded = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, type, name = ''] of text.matchAll(/^(?:import|export) (type )?[^;]*?from '([^']+)';/gms)) {
      if (type) continue;
      if (name.startsWith('.')) loaded(join(dirname(file), name), seen);
      else seen.add(name);
    }
    return seen;
  };

  it('nothing but yargs, colours and node itself', () => {
    const packages = [...loaded(join(root, 'src', 'cli.ts'))].filter(
      (name) => !name.startsWith('/') && !name.startsWith('node:'),
    );
    expect(packages.sort()).toEqual(['picocolors', 'yargs', 'yargs/helpers']);
  });

  it('neither settings, nor rules, nor the gate', () => {
    const files = [...loaded(join(root, 'src', 'cli.ts'))].filter((name) => name.startsWith(root));
    expect(
      files.filter((file) =>
        /src\/(config|rules|profiles|ca|events|upstream|exchange|downstream|admin|main)\b/.test(file),
      ),
    ).toEqual([]);
  });
});
