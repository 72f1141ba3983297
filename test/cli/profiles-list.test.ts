import { expect, it } from 'vitest';
import { profiles } from '../../src/profiles/index.ts';
import { runCli } from '../support/cli.ts';

it('lists every platform, the default first', async () => {
  const { code, stdout } = await runCli(['profiles', 'list']);
  expect(code).toBe(0);
  expect(stdout.match(/^\S+/gm)).toEqual([...profiles.keys()]);
});

it('as JSON', async () => {
  const { version, profiles: listed } = JSON.parse((await runCli(['profiles', 'list', '--json'])).stdout);
  expect([version, listed.length]).toEqual([1, profiles.size]);
  expect(listed[0]).toEqual({
    name: 'tcsas',
    title: 'Tencent Cloud Super App as a Service, mini programs',
    document: 'S0',
  });
});
