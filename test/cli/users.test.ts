import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

it('names what it can do', async () => {
  const cwd = await folder({});
  expect(await runCli(['users'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('hash') });
  const { code, stdout } = await runCli(['users', 'hash', '--help'], { cwd });
  expect([code, stdout]).toEqual([0, expect.stringContaining('clients.users')]);
});
