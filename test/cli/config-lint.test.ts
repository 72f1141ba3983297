import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

const root = join(import.meta.dirname, '..', '..');
const projects = 'test/lint/projects';
const lint = (...args: readonly string[]) => runCli(['config', 'lint', ...args], { cwd: root });

describe('exit codes', () => {
  it('0: clean', async () => {
    const cwd = await folder({ 'app.json': {}, 'app.js': "f('https://a.test')" });
    const { code, stdout } = await runCli(['config', 'lint', '.'], { cwd });
    expect([code, stdout]).toEqual([
      0,
      'not checked  domain-allowlist, domain-per-api, port-exact: no app file (--app) gives the domain\n' +
        '             lists\n✓ nothing found in 2 files, profile tcsas\n',
    ]);
  });

  it('0: warnings only', async () => {
    const cwd = await folder({ 'project.config.json': { setting: { urlCheck: false } } });
    const { code, stdout } = await runCli(['config', 'lint', '.'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('✗ 0 errors, 1 warning in 1 file, profile tcsas\n');
  });

  it('1: an error', async () => {
    expect((await lint(`${projects}/game`)).code).toBe(1);
  });

  it.each([
    [['none'], '"none" is no folder'],
    [['package.json'], '"package.json" is no folder'],
    [['docs'], 'there is no source of a mini program'],
    [[`${projects}/game`, '--profile', 'wechatt'], '"wechatt" is no profile; there are tcsas, '],
    [[`${projects}/game`, '--format', 'xml'], 'Choices: "text", "json", "sarif"'],
    [[`${projects}/game`, '--json', '--format', 'sarif'], 'Arguments json and format are mutually exclusive'],
    [[`${projects}/game`, '--app', 'none.json'], 'none.json:1:1  the file does not exist'],
    [[], 'Not enough non-option arguments'],
  ])('2: %j', async (args, message) => {
    const { code, stdout, stderr } = await lint(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('2: a settings file that is no JSON, with its place', async () => {
    const cwd = await folder({ 'mini/app.json': '{ "a": }' });
    const { code, stderr } = await runCli(['config', 'lint', 'mini'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/mini\/app\.json:1:\d+ /);
  });

  it('2: a source that cannot be read, but for root', async () => {
    const cwd = await folder({ 'app.js': '' });
    await chmod(join(cwd, 'app.js'), 0o000);
    expect((await runCli(['config', 'lint', '.'], { cwd })).code).toBe(process.getuid?.() === 0 ? 0 : 2);
  });
});

it('as text: by file, with the ways out once, within 100 columns', async () => {
  const { stdout } = await lint(`${projects}/wechat`, '--app', `${projects}/wechat.app.json`);
  const lines = stdout.split('\n');
  expect(lines[0]).toBe(`${projects}/wechat/miniprogram/api.ts`);
  expect(lines[1]).toMatch(/^ {3}9:16 {2}error {2}scheme-https-wss {3}http:\/\/api\.shop\.test must be https/);
  expect(lines.filter((line) => line.includes('Keep the AppSecret on your server'))).toHaveLength(1);
  expect(lines.at(-2)).toBe('✗ 13 errors, 3 warnings in 7 files, profile wechat, lists of wx0123456789abcdef');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});

describe('--json', () => {
  it('is one object', async () => {
    const { code, stdout } = await lint(`${projects}/game`, '--json');
    expect(code).toBe(1);
    const { findings, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({
      version: 1,
      dir: `${projects}/game`,
      profile: 'tcsas-game',
      appid: null,
      notChecked: [
        {
          rules: ['domain-allowlist', 'domain-per-api', 'port-exact'],
          reason: 'no app file (--app) gives the domain lists',
        },
      ],
      leftOut: [],
      files: 5,
    });
    expect(findings[0]).toEqual({
      file: 'game.json',
      line: 5,
      column: 21,
      rule: 'timeout',
      effect: 'error',
      message: 'networkTimeout.downloadFile is 300000 ms, above the maximum of tcsas-game, 60000 ms.',
      fix: 'Write 60000 or less, or leave it out: 60000 ms is also the default.',
      source: 'S2:16',
    });
  });

  it('is what --format json gives', async () => {
    const [one, other] = await Promise.all([
      lint(`${projects}/qq`, '--json'),
      lint(`${projects}/qq`, '--format', 'json'),
    ]);
    expect(one).toEqual(other);
  });
});

describe('--profile', () => {
  const rulesFor = async (...args: readonly string[]) => {
    const { stdout } = await lint(`${projects}/tcsas`, '--json', ...args);
    const { profile, findings } = JSON.parse(stdout);
    return [profile, findings.some(({ rule }: { rule: string }) => rule === 'port-explicit-443')];
  };

  it('of an app file holds unless another is given', async () => {
    const app = ['--app', `${projects}/tcsas.app.json`];
    expect(await rulesFor(...app)).toEqual(['tcsas', false]);
    expect(await rulesFor(...app, '--profile', 'wechat')).toEqual(['wechat', true]);
  });
});

it('the app file is no source, also if it lies in the folder', async () => {
  const app = { appid: 'one', domains: { request: ['http://a.test'] }, rules: { 'scheme-https-wss': 'warn' } };
  const cwd = await folder({ 'app.js': '', 'mpgate.json': app });
  const { stdout } = await runCli(['config', 'lint', '.', '--app', 'mpgate.json', '--json'], {
    cwd,
  });
  expect(JSON.parse(stdout)).toMatchObject({ appid: 'one', findings: [], files: 1 });
});
