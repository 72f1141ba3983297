import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

/** A folder with a CA in ./certs. */
const withCa = async () => {
  const cwd = await folder({});
  await runCli(['ca', 'create'], { cwd });
  return { cwd, pem: readFileSync(join(cwd, 'certs', 'ca.pem'), 'utf8') };
};

/** `script` gives a program a terminal (util-linux). */
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

describe('ca export', () => {
  it('prints PEM unless told otherwise', async () => {
    const { cwd, pem } = await withCa();
    expect(await runCli(['ca', 'export'], { cwd })).toEqual({ code: 0, stdout: pem, stderr: '' });
  });

  it('writes each format to a file', async () => {
    const { cwd, pem } = await withCa();
    for (const format of ['pem', 'der', 'mobileconfig']) {
      const ran = await runCli(['ca', 'export', '--format', format, '--out', `out.${format}`], { cwd });
      expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
    }
    const read = (format: string) => readFileSync(join(cwd, `out.${format}`));
    const { fingerprint256, raw } = new X509Certificate(pem);
    expect(read('pem').toString()).toBe(pem);
    expect(new X509Certificate(read('der')).fingerprint256).toBe(fingerprint256);
    expect(read('mobileconfig').toString().replace(/\s/g, '')).toContain(raw.toString('base64'));
  });

  it('gives it as JSON', async () => {
    const { cwd, pem } = await withCa();
    const { fingerprint256: fingerprint, raw } = new X509Certificate(pem);
    const asked = async (...args: readonly string[]) =>
      JSON.parse((await runCli(['ca', 'export', '--json', ...args], { cwd })).stdout);
    const common = { version: 1, fingerprint };
    expect(await asked()).toEqual({ ...common, format: 'pem', encoding: 'utf8', content: pem });
    expect(await asked('--format', 'der')).toEqual({
      ...common,
      format: 'der',
      encoding: 'base64',
      content: raw.toString('base64'),
    });
    expect(await asked('--out', 'a.pem')).toEqual({ ...common, format: 'pem', file: join(cwd, 'a.pem') });
  });

  it.each(['certs/ca.key', 'certs/ca.pem', './certs/../certs/ca.key'])(
    "never writes over the CA's own %s",
    async (out) => {
      const { cwd, pem } = await withCa();
      const key = readFileSync(join(cwd, 'certs', 'ca.key'), 'utf8');
      const { code, stderr } = await runCli(['ca', 'export', '--format', 'der', '--out', out], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain("--out would overwrite the CA's own ca.");
      expect(readFileSync(join(cwd, 'certs', 'ca.key'), 'utf8')).toBe(key);
      expect(readFileSync(join(cwd, 'certs', 'ca.pem'), 'utf8')).toBe(pem);
    },
  );

  it('says why a file cannot be written', async () => {
    const { cwd } = await withCa();
    const { code, stderr } = await runCli(['ca', 'export', '--out', 'none/ca.pem'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/--out cannot be written: .*none/);
  });

  it.skipIf(!hasScript)('does not write DER to a terminal', async () => {
    const { cwd } = await withCa();
    const program = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
    const command = `'${process.execPath}' '${program}' ca export --format der`;
    const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], { cwd, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stdout).toContain('DER is binary and would garble the terminal; add --out mpgate.cer, or pipe it');
  });
});
