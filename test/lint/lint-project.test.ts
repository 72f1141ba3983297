import { realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadApp } from '../../src/config/load-app.ts';
import { type Basis, basisOfApp, basisOfProfile } from '../../src/lint/basis.ts';
import { lintProject } from '../../src/lint/lint-project.ts';
import { likelyProfile, readSettings } from '../../src/lint/read-settings.ts';
import { profiles } from '../../src/profiles/index.ts';
import { folder } from '../support/folder.ts';

const projects = join(import.meta.dirname, 'projects');

const platform = (name: string, isKnown = true): Basis => {
  const profile = profiles.get(name);
  if (!profile) throw new Error(`There is no profile ${name}.`);
  return basisOfProfile(profile, isKnown);
};
const app = async (name: string): Promise<Basis> => basisOfApp((await loadApp(join(projects, name))).policy);

const lint = async (dir: string, basis: Basis, isOther: (file: string) => boolean = () => false) => {
  const root = await realpath(dir);
  return lintProject(root, await readSettings(root), basis, isOther);
};

/** Each finding as one line. */
const linesOf = async (dir: string, basis: Basis): Promise<readonly string[]> => {
  const { findings } = await lint(dir, basis);
  return findings.map(({ file, line, column, effect, rule }) => `${file}:${line}:${column} ${effect} ${rule}`);
};

describe('in a project of each platform every planted mistake is found, and nothing else', () => {
  it('a WeChat mini program in TypeScript, with its app file', async () => {
    expect(await linesOf(join(projects, 'wechat'), await app('wechat.app.json'))).toEqual([
      'miniprogram/api.ts:9:16 error scheme-https-wss',
      'miniprogram/api.ts:10:20 error port-explicit-443',
      'miniprogram/api.ts:15:57 error domain-allowlist',
      'miniprogram/api.ts:19:51 error port-exact',
      'miniprogram/api.ts:21:22 error forbidden-domain',
      'miniprogram/api.ts:22:54 error scheme-https-wss',
      'miniprogram/api.ts:23:57 error domain-per-api',
      'miniprogram/api.ts:28:15 error forbidden-domain',
      'miniprogram/app.json:4:16 error timeout',
      'miniprogram/pages/index/index.ts:5:24 error no-localhost',
      'miniprogram/pages/index/index.ts:6:24 error no-localhost',
      'miniprogram/pages/index/index.ts:7:24 error no-ip-literal',
      'miniprogram/pages/index/index.wxml:3:14 error scheme-https-wss',
      'miniprogram/pages/index/index.wxml:6:44 warn domain-allowlist',
      'miniprogram/pages/index/index.wxml:8:56 warn domain-allowlist',
      'project.config.json:8:17 warn skip-verification',
    ]);
  });

  it('a TCSAS mini program, with effects of its own', async () => {
    expect(await linesOf(join(projects, 'tcsas'), await app('tcsas.app.json'))).toEqual([
      'app.js:6:11 warn no-ip-literal',
      'app.js:8:14 error forbidden-domain',
      'app.json:3:58 error timeout',
      'app.json:3:79 error timeout',
      'pages/home/home.js:3:14 error scheme-https-wss',
      'pages/home/home.js:4:44 error domain-allowlist',
      'pages/home/home.js:7:33 error domain-allowlist',
      'pages/home/home.js:8:10 error scheme-https-wss',
      'pages/home/home.js:8:10 error domain-allowlist',
      'pages/home/home.wxml:1:17 warn domain-allowlist',
      'pages/home/home.wxml:1:53 error scheme-https-wss',
      'project.private.config.json:1:28 warn skip-verification',
    ]);
  });

  it('a mini game with game.json, of a platform that nobody named', async () => {
    expect(await linesOf(join(projects, 'game'), platform('tcsas-game', false))).toEqual([
      'game.json:5:21 error timeout',
      'js/main.mjs:2:17 error forbidden-domain',
      'js/main.mjs:5:44 error no-localhost',
      'js/main.mjs:6:46 error no-localhost',
      'js/main.mjs:7:47 error scheme-https-wss',
      'js/main.mjs:8:42 warn port-explicit-443',
    ]);
  });

  it('a QQ mini program', async () => {
    expect(await linesOf(join(projects, 'qq'), platform('qq'))).toEqual([
      'app.js:5:28 error forbidden-domain',
      'app.js:5:85 warn forbidden-domain',
      'app.js:7:24 error port-explicit-443',
      'app.json:1:69 error timeout',
      'data/hosts.json:5:6 error no-ip-literal',
      'pages/index/index.qml:2:15 error scheme-https-wss',
      'project.config.json:5:28 warn skip-verification',
    ]);
  });

  it('a Baidu smart program', async () => {
    expect(await linesOf(join(projects, 'baidu'), platform('baidu'))).toEqual([
      'app.js:4:51 error forbidden-domain',
      'app.js:7:31 error no-ip-literal',
      'app.json:3:34 error timeout',
      'pages/index/index.swan:3:15 error scheme-https-wss',
      'project.swan.json:4:17 warn skip-verification',
    ]);
  });

  it('a Douyin mini program in TypeScript', async () => {
    expect(await linesOf(join(projects, 'douyin'), platform('douyin'))).toEqual([
      'app.json:1:72 error timeout',
      'app.ts:6:30 error scheme-https-wss',
      'app.ts:7:24 error no-localhost',
      'pages/index/index.ttml:2:15 error scheme-https-wss',
    ]);
  });

  it('an Alipay mini program', async () => {
    expect(await linesOf(join(projects, 'alipay'), platform('alipay'))).toEqual([
      'app.js:4:24 error scheme-https-wss',
      'app.js:5:30 error no-ip-literal',
      'pages/index/index.axml:2:15 error scheme-https-wss',
    ]);
  });

  it('pages of vue and JSX', async () => {
    expect(await linesOf(join(projects, 'uni'), platform('wechat'))).toEqual([
      'src/pages/card.tsx:4:17 error scheme-https-wss',
      'src/pages/card.tsx:6:49 error no-ip-literal',
      'src/pages/index.vue:2:57 error scheme-https-wss',
      'src/pages/index.vue:3:58 error scheme-https-wss',
      'src/pages/index.vue:8:14 error scheme-https-wss',
    ]);
  });
});

describe('what is not read', () => {
  const bad = "fetch('http://a.test')";

  it('node_modules, dot folders, dot files, tools’ files and folders of the server', async () => {
    const dir = await folder({
      'project.config.json': { cloudfunctionRoot: './cloud/fn/' },
      'app.json': {},
      'node_modules/a/index.js': bad,
      'pages/node_modules/a.js': bad,
      '.git/hook.js': bad,
      '.eslintrc.js': bad,
      'tsconfig.json': { $schema: 'http://a.test' },
      'cloud/fn/index.js': bad,
      'README.md': bad,
    });
    const { findings, leftOut, files } = await lint(dir, platform('tcsas'));
    expect([findings, files]).toEqual([[], 2]);
    expect(leftOut).toEqual([{ file: 'cloud/fn', reason: 'runs on the server (cloudfunctionRoot)' }]);
  });

  it('files above 2 MiB and links out of the folder, which are said', async () => {
    const outside = await folder({ 'out.js': bad, 'sub/in.js': bad });
    const dir = await folder({
      'big.js': `${bad};${' '.repeat(2 * 1024 * 1024)}`,
      'just.js': ' '.repeat(2 * 1024 * 1024),
      'real.js': bad,
    });
    await symlink(join(outside, 'out.js'), join(dir, 'out.js'));
    await symlink(join(outside, 'sub'), join(dir, 'sub'));
    await symlink(join(dir, 'real.js'), join(dir, 'same.js'));
    await symlink(dir, join(dir, 'ring'));
    await symlink(join(dir, 'none.js'), join(dir, 'broken.js'));
    const { findings, leftOut } = await lint(dir, platform('tcsas'));
    expect(findings.map(({ file }) => file)).toEqual(['real.js']);
    expect(leftOut).toEqual([
      { file: 'big.js', reason: '2.1 MiB, above 2 MiB' },
      { file: 'out.js', reason: 'a link out of the folder' },
      { file: 'sub', reason: 'a link out of the folder' },
    ]);
  });

  it('a file has more findings than a call takes arguments', async () => {
    const dir = await folder({ 'data.js': `x=[${'"http://a",'.repeat(150_000)}]` });
    expect((await lint(dir, platform('tcsas'))).findings).toHaveLength(150_000);
  });

  it('a file that the caller has read already', async () => {
    const dir = await folder({ 'app.js': '', 'mpgate.json': { x: 'http://a.test' } });
    expect((await lint(dir, platform('tcsas'), (file) => file === 'mpgate.json')).findings).toEqual([]);
  });
});

describe('what is not checked is said', () => {
  const reasons = async (dir: string, basis: Basis) => (await lint(dir, basis)).notChecked;

  it('without domain lists, and without app.json', async () => {
    const dir = await folder({ 'a.js': '' });
    expect(await reasons(dir, platform('tcsas'))).toEqual([
      { rules: ['domain-allowlist', 'domain-per-api', 'port-exact'], reason: expect.stringContaining('--app') },
      { rules: ['timeout'], reason: expect.stringContaining('app.json') },
    ]);
  });

  it('with both there is nothing to say', async () => {
    expect(await reasons(join(projects, 'tcsas'), await app('tcsas.app.json'))).toEqual([]);
  });
});

describe('a folder without sources', () => {
  it('is wrong usage', async () => {
    const dir = await folder({ 'README.md': '' });
    await expect(lint(dir, platform('tcsas'))).rejects.toThrow('there is no source of a mini program');
  });
});

it('the likeliest platform of a folder with game.json is that of games', async () => {
  const likely = async (name: string) => likelyProfile(await readSettings(await realpath(join(projects, name))));
  expect([await likely('game'), await likely('wechat'), await likely('uni')]).toEqual(['tcsas-game', 'tcsas', 'tcsas']);
});
