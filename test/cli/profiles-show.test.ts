import { expect, it } from 'vitest';
import { profiles } from '../../src/profiles/index.ts';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

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
  expect(Object.keys(knobs)).toHaveLength(27);
});

it('a file of the user’s own: its values with its sources', async () => {
  const cwd = await folder({ 'mine.json': { extends: 'qq', timeoutMs: { value: 5000, source: 'our contract' } } });
  const { code, stdout } = await runCli(['profiles', 'show', './mine.json'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^mine {2}QQ.*\n/);
  expect(stdout).toContain('5000 (our contract)');
});

it('a file with mistakes: exit code 2, with line and column', async () => {
  const cwd = await folder({ 'mine.json': '{ "extends": "qq",\n  "timeoutMs": 5000 }' });
  const { code, stderr } = await runCli(['profiles', 'show', './mine.json'], { cwd });
  expect([code, stderr.split('  ')[0]]).toEqual([2, 'mine.json:2:16']);
  const validated = await runCli(['config', 'validate', 'mine.json'], { cwd });
  expect([validated.code, validated.stdout.split('  ')[0]]).toEqual([2, 'mine.json:2:16']);
});
