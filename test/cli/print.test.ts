import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

it('results go to stdout and complaints to stderr, each line ended', async () => {
  const good = await runCli(['config', 'schema']);
  expect(good).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\{\n {2}".*\n\}\n$/s) });
  const bad = await runCli(['config', 'schema', 'none']);
  expect(bad).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/\n$/) });
});
