import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { openJob, readMetadata } from '../../support/runner.ts';
import { echoFolder } from '../../support/started.ts';

it('every output of action.yml is there, and its files are; those with secrets are the owner’s', async () => {
  const job = await openJob(await echoFolder());
  expect((await job.main()).code).toBe(0);
  const outputs = job.outputs();
  expect(Object.keys(outputs).sort()).toEqual(Object.keys((await readMetadata()).outputs).sort());
  for (const name of ['ca-file', 'bundle-file', 'environment-file', 'session-file', 'mpgate']) {
    expect((await stat(outputs[name] ?? '')).isFile()).toBe(true);
  }
  const secret = outputs['environment-file'] ?? '';
  expect((await stat(secret)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(secret))).mode & 0o777).toBe(0o700);
  expect((await job.run(`. '${secret}'; env`)).stdout.split('\n')).toEqual(
    expect.arrayContaining(Object.entries(job.env()).map(([name, value]) => `${name}=${value}`)),
  );
  expect((await job.post()).code).toBe(0);
});

it('makes the CA for this job alone, unless the workflow names one; a token is masked before it is told', async () => {
  const cwd = await echoFolder();
  const own = await openJob(cwd);
  const { stdout } = await own.main();
  expect(stdout.split('\n')[0]).toBe(`::add-mask::${own.env().MPGATE_CONTROL_TOKEN}`);
  expect(dirname(dirname(own.outputs()['ca-file'] ?? ''))).toBe(dirname(own.outputs()['session-file'] ?? ''));
  await expect(stat(join(cwd, 'certs'))).rejects.toThrow('ENOENT');
  await own.post();
  for (const [inputs, env] of [
    [{ 'ca-dir': 'certs' }, {}],
    [{}, { MPGATE_CA_DIR: join(cwd, 'certs') }],
  ]) {
    const named = await openJob(cwd, inputs, env);
    await named.main();
    expect(named.outputs()['ca-file']).toBe(join(cwd, 'certs', 'ca.pem'));
    await named.post();
  }
});

it('a runner’s folder with odd signs in its name', async () => {
  const cwd = await echoFolder();
  const odd = join(cwd, "it's $HOME ü");
  await mkdir(odd);
  await chmod(odd, 0o700);
  const job = await openJob(cwd, {}, { RUNNER_TEMP: odd });
  expect((await job.main()).code).toBe(0);
  const read = await job.run(`. "$FILE"; cat "$SSL_CERT_FILE"`, { FILE: job.outputs()['environment-file'] ?? '' });
  expect(read.stdout).toBe(await readFile(job.outputs()['bundle-file'] ?? '', 'utf8'));
  expect((await job.post()).code).toBe(0);
});
