import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

describe('mpgate ca', () => {
  it('makes the CA in ./certs unless told where', async () => {
    const cwd = await folder({});
    expect(await runCli(['ca', 'create'], { cwd })).toMatchObject({ code: 0 });
    expect(statSync(join(cwd, 'certs', 'ca.pem')).isFile()).toBe(true);
  });

  it('takes the folder from --ca-dir before MPGATE_CA_DIR', async () => {
    const cwd = await folder({});
    const env = { MPGATE_CA_DIR: 'from-env' };
    await runCli(['ca', 'create'], { cwd, env });
    await runCli(['ca', 'create', '--ca-dir', 'from-flag'], { cwd, env });
    expect(statSync(join(cwd, 'from-env', 'ca.pem')).isFile()).toBe(true);
    expect(statSync(join(cwd, 'from-flag', 'ca.pem')).isFile()).toBe(true);
  });

  it('five commands at once make one CA', async () => {
    const cwd = await folder({});
    const runs = await Promise.all(Array.from({ length: 5 }, () => runCli(['ca', 'create', '--json'], { cwd })));
    const answers = runs.map(({ stdout }) => JSON.parse(stdout));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });

  it('every action but create says how to make a CA where there is none, and makes none', async () => {
    const cwd = await folder({});
    for (const action of ['show', 'export', 'fingerprint']) {
      const { code, stdout, stderr } = await runCli(['ca', action], { cwd });
      expect([action, code, stdout]).toEqual([action, 3, '']);
      expect(stderr).toContain(`There is no CA in ${join(cwd, 'certs')}. Run: mpgate ca create`);
    }
    expect(() => statSync(join(cwd, 'certs'))).toThrow();
  });

  it.each([
    [[], 'name what to do: create, show, export, fingerprint or roots'],
    [['creat'], 'creat'],
    [['create', '--key', 'dsa'], 'dsa'],
    [['export', '--format', 'p12'], 'p12'],
    [['show', '--ca-dir', 'a', '--ca-dir', 'b'], '--ca-dir is given 2 times'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stderr } = await runCli(['ca', ...args], { cwd: await folder({}) });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('explains itself', async () => {
    const { code, stdout } = await runCli(['ca', 'export', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/--format/);
    expect(stdout).toMatch(/mobileconfig/);
    expect(stdout).toMatch(/--ca-dir/);
  });

  it('a CA that cannot be used is exit code 3 and one sentence', async () => {
    const cwd = await folder({ 'certs/ca.pem': 'text' });
    const { code, stderr } = await runCli(['ca', 'create'], { cwd });
    expect(code).toBe(3);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`${join(cwd, 'certs', 'ca.pem')} is not a certificate in PEM. Move`);
    expect(readFileSync(join(cwd, 'certs', 'ca.pem'), 'utf8')).toBe('text');
  });
});
