import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';
import { users } from '../support/users.ts';

const files = {
  'config/mpgate.json': {
    listen: { port: 1 },
    admin: { token: 'secret-1', readToken: 'secret-4' },
    resolve: { 'a.test': '::1' },
    upstreamProxy: 'http://anna:secret-3@proxy.test:3128',
  },
  'config/apps/one.json': { appid: 'one' },
};
const env = { MPGATE_BLOCK: 'cut', MPGATE_ADMIN_TOKEN: 'secret-2' };

it('shows the settings in force as JSONC, with where each comes from and without secrets', async () => {
  const cwd = await folder(files);
  const { code, stdout } = await runCli(['config', 'print'], { cwd, env });
  expect(code).toBe(0);
  expect(stdout).toContain('    "port": 1, // file\n');
  expect(stdout).toContain('  "block": "cut", // environment\n');
  expect(stdout).toContain('  "resolve": {"a.test":"::1"}, // file\n');
  expect(stdout).toContain('  "decrypt": "auto", // default\n');
  expect(stdout).not.toContain('secret');
  expect(parse(stdout)).toMatchObject({
    listen: { port: 1 },
    admin: { token: '(not shown)', readToken: '(not shown)' },
    defaultApp: 'one',
    block: 'cut',
    upstreamProxy: 'http://***@proxy.test:3128',
    caDir: join(cwd, 'certs'),
  });
});

it('names the users of the proxy, and shows no hash', async () => {
  const cwd = await folder({ ...files, 'config/mpgate.json': { clients: { users } } });
  for (const args of [[], ['--json']]) {
    const { stdout } = await runCli(['config', 'print', ...args], { cwd });
    expect([/"anna": ?"\(not shown\)"/.test(stdout), stdout.includes('scrypt')]).toEqual([true, false]);
  }
});

it('--json has the same in one object', async () => {
  const { stdout } = await runCli(['config', 'print', '--json'], { cwd: await folder(files), env });
  expect(stdout).not.toContain('secret');
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    config: { block: 'cut', listen: { port: 1 } },
    origins: { block: 'environment', 'listen.port': 'file', decrypt: 'default' },
  });
});

it('settings that cannot be used are not shown but their mistakes', async () => {
  const cwd = await folder({ ...files, 'm.json': { block: 'drop', apps: ['config/apps/one.json'] } });
  const { code, stdout, stderr } = await runCli(['config', 'print', 'm.json'], { cwd });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^m\.json:1:10 {2}block {2}"drop" is not one of .*\n1 problem\n$/);
});
