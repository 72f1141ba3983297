import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openJob } from '../../support/runner.ts';
import { echoFolder, get } from '../../support/started.ts';

it('what the gate said is in a group of its own, in which the runner obeys nothing', async () => {
  const job = await openJob(await echoFolder());
  await job.main();
  const { port = '', 'ca-file': caFile = '' } = job.outputs();
  const gate = { port: Number(port), ca: await readFile(caFile, 'utf8') };
  expect((await get(gate, '/::error::x/##[error]y')).status).toBe(200);
  const { stdout, code } = await job.post();
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^::group::What the gate said\n::stop-commands::([0-9a-f-]{36})\n[\s\S]*##\[error\]y[\s\S]*\n::\1::\n::endgroup::\n::stop-commands::\1\n[\s\S]*\nPASS: .*\n::\1::\n$/,
  );
});

it('without a summary file, as on an old runner, the verdict is the same', async () => {
  const job = await openJob(await echoFolder(), { 'expect-traffic': 'TRUE' }, {});
  await job.main();
  const post = await job.post({ GITHUB_STEP_SUMMARY: '' });
  expect([post.code, await job.summary()]).toEqual([4, '']);
});
