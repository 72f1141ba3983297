import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

const domains = {
  request: ['https://api.shop.test'],
  uploadFile: ['https://up.shop.test'],
  downloadFile: [],
  connectSocket: ['wss://ws.shop.test'],
  udp: ['udp://udp.shop.test'],
  tcp: [],
};
const app = { appid: 'wx0123456789abcdef', domains };
const files = () => folder({ 'app.json': app });

describe('what was exported comes back', () => {
  it.each(['modify_domain', 'list'])('%s holds everything', async (format) => {
    const cwd = await files();
    const { code, stdout, stderr } = await runCli(['domains', 'export', '--app', 'app.json', '--format', format], {
      cwd,
    });
    expect([code, stderr]).toEqual([0, '']);
    const back = await folder({ f: stdout });
    const { stdout: shown } = await runCli(['domains', 'import', join(back, 'f'), '--profile', 'tcsas']);
    expect(JSON.parse(shown)).toEqual({ domains });
  });

  it.each([
    ['douyin', ['udp']],
    ['tcsas', ['uploadFile', 'connectSocket', 'udp']],
  ])('%s says what it leaves out', async (format, lists) => {
    const cwd = await files();
    const args = ['domains', 'export', '--app', 'app.json', '--format', format];
    const { code, stderr } = await runCli(args, { cwd });
    expect(code).toBe(0);
    for (const list of lists) expect(stderr).toContain(`the format ${format} has no list for ${list}; left out:`);
    const { warnings } = JSON.parse((await runCli([...args, '--json'], { cwd })).stdout);
    expect(warnings.map(({ path }: { path: string }) => path)).toEqual(lists.map((list) => `domains.${list}`));
  });
});

it('an app without lists has empty ones', async () => {
  const cwd = await folder({ 'app.json': { appid: 'wx1' } });
  const { code, stdout } = await runCli(['domains', 'export', '--app', 'app.json', '--format', 'douyin'], { cwd });
  expect([code, JSON.parse(stdout)]).toEqual([0, { action: 'set', request: [], socket: [], upload: [], download: [] }]);
});

it('an app with mistakes is none to export', async () => {
  const cwd = await folder({ 'app.json': { ...app, domains: { request: ['http://a.test'] } } });
  const { code, stdout, stderr } = await runCli(['domains', 'export', '--app', 'app.json', '--format', 'list'], {
    cwd,
  });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('(scheme-https-wss)');
});
