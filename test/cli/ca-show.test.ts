import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

const certificateIn = (cwd: string) => new X509Certificate(readFileSync(join(cwd, 'certs', 'ca.pem')));

describe('ca create', () => {
  it('tells of the CA on stdout, and warns on stderr what its key is', async () => {
    const cwd = await folder({});
    const { stdout, stderr } = await runCli(['ca', 'create'], { cwd });
    const { fingerprint256, validTo } = certificateIn(cwd);
    expect(stdout).toContain('Made a CA.');
    expect(stdout).toContain(join(cwd, 'certs', 'ca.pem'));
    expect(stdout).toContain(fingerprint256);
    expect(stdout).toContain(new Date(validTo).toISOString().slice(0, 10));
    expect(stderr).toContain('Whoever has ca.key can read the traffic');
    expect(stdout + stderr).not.toContain('PRIVATE');
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('warns in red where colours are wanted', async () => {
    const cwd = await folder({});
    const { stderr } = await runCli(['ca', 'create'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(stderr).toContain('\u001b[31mWhoever');
  });

  it('leaves a CA that is there as it is, and says so', async () => {
    const cwd = await folder({});
    await runCli(['ca', 'create'], { cwd });
    const { fingerprint256 } = certificateIn(cwd);
    const { code, stdout, stderr } = await runCli(['ca', 'create', '--key', 'rsa'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('There is a CA already; it stays as it is.');
    expect(stderr).toBe('');
    expect(certificateIn(cwd).fingerprint256).toBe(fingerprint256);
  });

  it.each([
    ['ec', 'ec prime256v1'],
    ['rsa', 'rsa 2048'],
  ])('--json is one object, with key %s', async (key, name) => {
    const cwd = await folder({});
    const { stdout } = await runCli(['ca', 'create', '--key', key, '--json'], { cwd });
    const x509 = certificateIn(cwd);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      created: true,
      file: join(cwd, 'certs', 'ca.pem'),
      subject: x509.subject.replace('\n', ', '),
      key: name,
      fingerprint: x509.fingerprint256,
      notBefore: new Date(x509.validFrom).toISOString(),
      notAfter: new Date(x509.validTo).toISOString(),
    });
    expect(JSON.parse((await runCli(['ca', 'create', '--json'], { cwd })).stdout).created).toBe(false);
  });
});

describe('ca show and ca fingerprint', () => {
  it('tell of the CA that is there', async () => {
    const cwd = await folder({});
    const made = JSON.parse((await runCli(['ca', 'create', '--json'], { cwd })).stdout);
    const { created: _, ...described } = made;
    const { fingerprint } = described;
    expect((await runCli(['ca', 'show'], { cwd })).stdout).toContain(fingerprint);
    expect(JSON.parse((await runCli(['ca', 'show', '--json'], { cwd })).stdout)).toEqual(described);
    expect((await runCli(['ca', 'fingerprint'], { cwd })).stdout).toBe(`${fingerprint}\n`);
    const asked = await runCli(['ca', 'fingerprint', '--json'], { cwd });
    expect(JSON.parse(asked.stdout)).toEqual({ version: 1, fingerprint });
  });
});
