import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

const asked = {
  errcode: 0,
  requestdomain: ['https://api.shop.test'],
  wsrequestdomain: ['wss://ws.shop.test'],
  uploaddomain: [],
  downloaddomain: ['https://cdn.shop.test'],
  udpdomain: [],
  tcpdomain: ['tcp://tcp.shop.test'],
};
const taken = {
  request: ['https://api.shop.test'],
  uploadFile: [],
  downloadFile: ['https://cdn.shop.test'],
  connectSocket: ['wss://ws.shop.test'],
  udp: [],
  tcp: ['tcp://tcp.shop.test'],
};

it('prints the lists as an app file has them', async () => {
  const cwd = await folder({ 'm.json': asked });
  const { code, stdout, stderr } = await runCli(['domains', 'import', 'm.json'], { cwd });
  expect([code, stderr, JSON.parse(stdout)]).toEqual([0, '', { domains: taken }]);
});

it('--json says how the file was read', async () => {
  const cwd = await folder({ 'm.json': asked });
  const { code, stdout } = await runCli(['domains', 'import', 'm.json', '--json'], { cwd });
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    { version: 1, ok: true, format: 'modify_domain', domains: taken, into: null, problems: [], warnings: [] },
  ]);
});

describe('mistakes', () => {
  const text = `{
  "requestdomain": ["https://a.test", "https://A.test", "https://b.test/", "https://c.test\\nhttps://d.test"],
  "uploaddomain": ["http://e.test"],
  "wsrequestdomain": ["wss://https://host.test"]
}`;

  it('are all named with their places, and nothing is printed', async () => {
    const cwd = await folder({ 'm.json': text });
    const { code, stdout, stderr } = await runCli(['domains', 'import', 'm.json'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n').map((line) => line.replace(/ {2}.*/, ''))).toEqual([
      'm.json:2:39',
      'm.json:2:57',
      'm.json:2:76',
      'm.json:3:20',
      'm.json:4:23',
      '5 problems',
      '',
    ]);
    expect(stderr).toContain('"wss://https://host.test" has two schemes; write "wss://host.test"');
  });

  it('are data under --json', async () => {
    const cwd = await folder({ 'm.json': text });
    const { code, stdout } = await runCli(['domains', 'import', 'm.json', '--json'], { cwd });
    const { ok, problems } = JSON.parse(stdout);
    expect([code, ok, problems.length]).toEqual([2, false, 5]);
    expect(problems[3]).toMatchObject({ file: 'm.json', line: 3, column: 20, rule: 'scheme-https-wss' });
  });

  it('ports are one where the profile takes none', async () => {
    const cwd = await folder({ 'l.txt': 'request https://a.test:8443' });
    const run = (...more: readonly string[]) => runCli(['domains', 'import', 'l.txt', ...more], { cwd });
    expect((await run()).stderr).toContain('(port-not-configurable)');
    expect((await run('--profile', 'wechat')).code).toBe(0);
  });
});

describe('--into', () => {
  const app = `{
  // the shop
  "appid": "wx0123456789abcdef",
  "domains": {
    "request": [
      "https://old.shop.test" // goes
    ],
    "uploadFile": ["https://up.shop.test"] // stays
  }
}
`;

  it('writes the lists, keeps comments and the lists that the format does not have', async () => {
    const row = { DomainUrl: 'https://api.shop.test;https://b.shop.test', DomainType: 1 };
    const pages = { DomainUrl: 'https://www.shop.test', DomainType: 2 };
    const cwd = await folder({ 'app.json': app, 'acl.json': { Response: { Data: [row, pages] } } });
    const { code, stdout, stderr } = await runCli(['domains', 'import', 'acl.json', '--into', 'app.json'], { cwd });
    expect([code, stdout]).toEqual([0, 'app.json has the lists of acl.json now: 2 request\n']);
    expect(stderr).toMatch(/^acl\.json:1:\d+ {2}.*https:\/\/www\.shop\.test left out\n1 warning\n$/);
    const text = await readFile(join(cwd, 'app.json'), 'utf8');
    expect(text).toContain('// the shop');
    expect(text).toContain('"uploadFile": ["https://up.shop.test"] // stays');
    const { stdout: shown } = await runCli(['domains', 'import', 'app.json'], { cwd });
    expect(JSON.parse(shown).domains).toMatchObject({
      request: ['https://api.shop.test', 'https://b.shop.test'],
      uploadFile: ['https://up.shop.test'],
    });
  });

  it('a mistake leaves the file as it is', async () => {
    const cwd = await folder({ 'app.json': app, 'l.txt': 'request https://a.test/path' });
    expect((await runCli(['domains', 'import', 'l.txt', '--into', 'app.json'], { cwd })).code).toBe(2);
    expect(await readFile(join(cwd, 'app.json'), 'utf8')).toBe(app);
  });
});
