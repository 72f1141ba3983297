import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { derive } from '../../src/users/derive.ts';
import { readScryptHash } from '../../src/users/scrypt-hash.ts';
import { runCli } from '../support/cli.ts';
import { run } from '../support/run.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');
const hash = (input: string, ...args: string[]) => runCli(['users', 'hash', ...args], { input });
/** `script` gives a program a terminal (util-linux). */
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;
const typed = (input: string) =>
  run('script', ['-qec', `${process.execPath} ${program} users hash`, '/dev/null'], { input });

const isOf = async (text: string, password: string): Promise<boolean> => {
  const read = readScryptHash(text.trim());
  return typeof read !== 'string' && (await derive(password, read, read.key.length)).equals(read.key);
};

describe('a password on standard input', () => {
  it.each(['secret\n', 'secret', 'secret\r\n', 'secret\nand more\n'])('%j', async (input) => {
    const { code, stdout, stderr } = await hash(input);
    expect([code, stderr, await isOf(stdout, 'secret')]).toEqual([0, '', true]);
  });

  it('as JSON', async () => {
    const { stdout } = await hash(' päss wörd\n', '--json');
    expect([JSON.parse(stdout).version, await isOf(JSON.parse(stdout).hash, ' päss wörd')]).toEqual([1, true]);
  });

  it.each(['', '\n'])('%j is none', async (input) => {
    const { code, stdout, stderr } = await hash(input);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('no password was given')]);
  });

  it('is never an argument', async () => {
    expect((await hash('', 'secret')).code).toBe(2);
  });
});

describe.skipIf(!hasScript)('a terminal', () => {
  it('is asked twice, and shows nothing of it', async () => {
    const { code, stdout } = await typed('secret\nsecret\n');
    expect(code).toBe(0);
    const printed = stdout.split(/\r?\n/).find((line) => line.startsWith('$scrypt$')) ?? '';
    expect(await isOf(printed, 'secret')).toBe(true);
    expect(stdout.match(/Password:|The same again:/g)).toEqual(['Password:', 'The same again:']);
  });

  it('where the two differ is a mistake', async () => {
    const { code, stdout } = await typed('secret\nsecreT\n');
    expect([code, stdout]).toEqual([2, expect.stringContaining('the two are not the same')]);
  });
});
