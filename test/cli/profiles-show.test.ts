import { expect, it } from 'vitest';
import { profiles } from '../../src/profiles/index.ts';
import { runCli } from '../support/cli.ts';

it('shows each value with its source, within 100 columns', async () => {
  const { code, stdout } = await runCli(['profiles', 'show', 'wechat-current']);
  expect(code).toBe(0);
  expect(stdout).toContain('  domainsPerList     200 (public)\n');
  expect(stdout).toContain('1-1023, 1099');
  expect(stdout.split('\n').filter((line) => line.length > 100 || line.endsWith(' '))).toEqual([]);
});

it.each([...profiles.values()])('$name as JSON', async (profile) => {
  const { stdout } = await runCli(['profiles', 'show', profile.name, '--json']);
  const { version, name, knobs } = JSON.parse(stdout);
  expect([version, name, knobs.timeoutMs]).toEqual([1, profile.name, profile.timeoutMs]);
  expect(Object.keys(knobs)).toHaveLength(23);
});
