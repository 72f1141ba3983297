import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { began } from '../events/made.ts';
import { runCli } from '../support/cli.ts';
import { ask, Refused } from '../support/client.ts';
import { folder } from '../support/folder.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { openWorld } from '../support/world.ts';

const app = {
  appid: 'wx0123456789abcdef',
  domains: { request: ['https://api.shop.test'], uploadFile: ['https://up.shop.test'] },
};

it('a session of a real gate becomes a proposal', async () => {
  const origin = await httpsOrigin(mirror);
  const session = join(await folder({}), 'session.ndjson');
  const world = await openWorld({
    app,
    gate: { record: { file: session } },
    resolve: { 'api.shop.test': origin.port },
  });
  const headers = { 'content-type': 'application/json' };
  await ask(world, 'https://api.shop.test/', { headers });
  for (const url of ['https://new.shop.test/', 'https://8.8.8.8/']) {
    await expect(ask(world, url, { headers })).rejects.toThrow(Refused);
  }
  await world.gateway.close();
  const cwd = await folder({ 'app.json': app });
  const { code, stdout, stderr } = await runCli(['domains', 'suggest', session, '--app', 'app.json', '--json'], {
    cwd,
  });
  expect([code, stderr]).toEqual([0, '']);
  const found = JSON.parse(stdout);
  expect(found).toMatchObject({
    version: 1,
    appid: app.appid,
    broken: 0,
    missing: [{ list: 'request', entry: 'https://new.shop.test', flows: 1 }],
    unused: [{ list: 'uploadFile', entry: 'https://up.shop.test' }],
    never: [{ url: 'https://8.8.8.8', rule: 'no-ip-literal' }],
  });
  expect(found.lists.request).toEqual(['https://api.shop.test', 'https://new.shop.test']);
});

it('as text: one section for each kind of news', async () => {
  const image = { api: 'downloadFile', sure: 'unknown', url: 'https://img.test/a.png', host: 'img.test' } as const;
  const events = [
    began('1', { url: 'https://b.test/', host: 'b.test' }),
    began('2', image),
    began('3', { url: 'http://c.test/', host: 'c.test', port: 80 }),
  ];
  const cwd = await folder({ 'app.json': app });
  await writeFile(join(cwd, 's.ndjson'), `${events.map((event) => JSON.stringify(event)).join('\n')}\n{"v":1`);
  const { code, stdout, stderr } = await runCli(['domains', 'suggest', 's.ndjson', '--app', 'app.json'], { cwd });
  expect(code).toBe(0);
  expect(stderr).toBe('s.ndjson: lines that are no events, left out: 1\n');
  expect(stdout).toContain('add to "domains"\n  + request  https://b.test  1 flow\n');
  expect(stdout).toContain('add to "media"\n  + img.test  1 flow\n');
  expect(stdout).toContain('listed but unused\n  - request  https://api.shop.test\n');
  expect(stdout).toContain('can never be listed\n  ✗ request  http://c.test  1 flow  (scheme-https-wss)\n');
  expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

it('a file that is not there, and one without events', async () => {
  const cwd = await folder({ 'app.json': app, 'empty.ndjson': '' });
  const gone = await runCli(['domains', 'suggest', 's.ndjson', '--app', 'app.json'], { cwd });
  expect([gone.code, gone.stderr.split('\n')[0]]).toEqual([
    2,
    'mpgate: The session file s.ndjson cannot be read (ENOENT).',
  ]);
  const empty = await runCli(['domains', 'suggest', 'empty.ndjson', '--app', 'app.json'], { cwd });
  expect([empty.code, empty.stderr]).toEqual([0, expect.stringContaining('has no events')]);
});
