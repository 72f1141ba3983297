import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

describe('wrong usage ends with exit code 2 and a way out', () => {
  it.each([
    [[], 'name what to do: import, export, diff or suggest'],
    [['import'], 'Not enough non-option arguments'],
    [['import', 'a', '--format', 'wechat'], 'Choices: "modify_domain", "tcsas", "douyin", "list"'],
    [['export', '--app', 'a.json'], 'Missing required argument: format'],
    [['diff', 'a.json'], 'Not enough non-option arguments'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(['domains', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain('see mpgate domains --help');
  });
});

it('the help shows the formats', async () => {
  const { stdout } = await runCli(['domains', '--help']);
  expect(stdout).toContain('"DomainType": 1');
  expect(stdout).toContain('[request]');
});

it('a missing file is named', async () => {
  const cwd = await folder({});
  const { code, stderr } = await runCli(['domains', 'diff', 'a.json', 'b.json'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^a\.json:1:1 {2}the file does not exist/);
});
