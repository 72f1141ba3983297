import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

const app = { appid: 'wx1', domains: { request: ['https://a.test'], connectSocket: ['wss://a.test'] } };

it('an app file and a console that agree: exit code 0', async () => {
  const cwd = await folder({ 'app.json': app, 'd.json': { request: ['https://A.test'], socket: ['wss://a.test'] } });
  const { code, stdout, stderr } = await runCli(['domains', 'diff', 'app.json', 'd.json'], { cwd });
  expect([code, stdout, stderr]).toEqual([0, 'the lists are the same\n', '']);
});

it('what differs, per list: exit code 1', async () => {
  const cwd = await folder({ 'app.json': app, 'l.txt': '[request]\nhttps://b.test\n[connectSocket]\nwss://a.test\n' });
  const { code, stdout } = await runCli(['domains', 'diff', 'app.json', 'l.txt'], { cwd });
  expect([code, stdout]).toEqual([1, 'request\n- https://a.test\n+ https://b.test\n']);
  const json = await runCli(['domains', 'diff', 'app.json', 'l.txt', '--json'], { cwd });
  expect([json.code, JSON.parse(json.stdout)]).toEqual([
    1,
    {
      version: 1,
      same: false,
      before: { file: 'app.json', format: 'app', hosts: 2 },
      after: { file: 'l.txt', format: 'list', hosts: 2 },
      lists: [{ list: 'request', added: ['https://b.test'], removed: ['https://a.test'] }],
      warnings: [],
    },
  ]);
});

it('a slip in one host is said, and the rest compared', async () => {
  const cwd = await folder({ 'a.txt': 'request https://a.test/', 'b.txt': 'request https://a.test' });
  const { code, stderr } = await runCli(['domains', 'diff', 'a.txt', 'b.txt'], { cwd });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^a\.txt:1:9 {2}.*write "https:\/\/a\.test"\n1 warning\n$/);
});
