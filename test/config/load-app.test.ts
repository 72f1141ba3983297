import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/config/document.ts';
import { checkApp, loadApp, readApp } from '../../src/config/load-app.ts';
import { ConfigError } from '../../src/errors.ts';
import { configCases } from '../support/cases.ts';
import { folder } from '../support/folder.ts';

const appid = 'wx0123456789abcdef';
const check = (text: string) => checkApp(parseDocument('/app.json', text));
const brief = (problems: readonly { line: number; column: number; path: string; rule: string | null }[]) =>
  problems.map(({ line, column, path, rule }) => [line, column, path, rule]);

describe('loadApp', () => {
  it('gives the policy and the files that it came from', async () => {
    const root = await folder({
      'a.json': { appid, appJson: 'app.json', domains: { request: ['https://api.shop.test'] } },
      'app.json': { networkTimeout: { request: 3000 } },
    });
    const { policy, watched, warnings } = await loadApp(join(root, 'a.json'));
    expect(policy.timeoutMs.request).toBe(3000);
    expect(watched).toEqual([join(root, 'a.json'), join(root, 'app.json')]);
    expect(warnings).toEqual([]);
  });

  it('throws every mistake at once', async () => {
    const root = await folder({ 'a.json': { appid: '?', none: 1 } });
    const failed = loadApp(join(root, 'a.json'));
    await expect(failed).rejects.toBeInstanceOf(ConfigError);
    await expect(failed).rejects.toMatchObject({ problems: [{ path: 'appid' }, { path: 'none' }] });
  });

  it('two policies are never the same, even of one file', async () => {
    const root = await folder({ 'a.json': { appid } });
    const [one, other] = [await loadApp(join(root, 'a.json')), await loadApp(join(root, 'a.json'))];
    expect(one.policy.id).not.toBe(other.policy.id);
  });
});

describe('mistakes', () => {
  it('of form and against a rule are reported together, each at its line and column', async () => {
    const { policy, problems } = await check(`{
  "appid": "${appid}", "profil": "wechat",
  "domains": {
    "request": ["https://ok.shop.test", 5,
      "http://api.shop.test"]
  }
}`);
    expect(policy).toBeNull();
    expect(brief(problems)).toEqual([
      [2, 34, 'profil', null],
      [4, 41, 'domains.request[1]', null],
      [5, 7, 'domains.request[2]', 'scheme-https-wss'],
    ]);
  });

  it('against a rule say what to do', async () => {
    const { problems } = await check(`{ "appid": "x", "domains": { "request": ["https://a.test:8443"] } }`);
    expect(problems).toMatchObject([{ rule: 'port-not-configurable', message: expect.stringMatching(/\. .*Console/) }]);
  });

  it('in the name of the platform keep rules from judging by another platform’s numbers', async () => {
    const { problems } = await check(
      `{ "appid": "x", "profile": "?", "domains": { "request": ["https://a.test:1"] } }`,
    );
    expect(brief(problems)).toEqual([[1, 28, 'profile', null]]);
  });

  it('a missing appid does not hide the others', async () => {
    const { appid: none, problems } = await check(`{ "domains": { "request": ["https://8.8.8.8"] } }`);
    expect(none).toBeNull();
    expect(brief(problems)).toEqual([
      [1, 1, 'appid', null],
      [1, 28, 'domains.request[0]', 'no-ip-literal'],
    ]);
  });

  it('of syntax come alone: what follows them cannot be trusted', async () => {
    expect(brief((await check(`{ "appid" "x", "none": 1 }`)).problems)).toEqual([[1, 11, '', null]]);
  });

  it('a file that is missing is one', async () => {
    const file = join(await folder({}), 'none.json');
    expect(await readApp(file)).toMatchObject({
      policy: null,
      problems: [{ file, line: 1, column: 1 }],
      watched: [file],
    });
  });

  it.each(['null', '[]', '5'])('%s is no app', async (text) => {
    expect(await check(text)).toMatchObject({ policy: null, problems: [{ line: 1, column: 1 }] });
  });
});

describe('warnings', () => {
  it('rules of effect warn let the app through', async () => {
    const domains = '"domains": { "request": ["https://8.8.8.8"] }';
    const { policy, problems, warnings } = await check(
      `{ "appid": "x", ${domains}, "rules": { "no-ip-literal": "warn" } }`,
    );
    expect(problems).toEqual([]);
    expect(brief(warnings)).toEqual([[1, 42, 'domains.request[0]', 'no-ip-literal']]);
    expect(policy?.configVerdict.violations).toHaveLength(1);
  });

  it('so does the switch that skips verification', async () => {
    const { problems, warnings } = await check(
      `{ "appid": "x", "skipVerification": true, "domains": { "request": ["https://8.8.8.8"] } }`,
    );
    expect(problems).toEqual([]);
    expect(warnings.map(({ rule }) => rule)).toContain('no-ip-literal');
  });

  it('pins on a platform that has none are told of', async () => {
    const certs = `"certs": { "a.test": ["sha256/${'A'.repeat(43)}="] }`;
    const { problems, warnings } = await check(`{ "appid": "x", "profile": "tcsas-2024", ${certs} }`);
    expect(problems).toEqual([]);
    expect(warnings).toMatchObject([
      { path: 'certs', rule: 'pin-spki', message: expect.stringContaining('not checked') },
    ]);
  });
});

describe('the domain lists of every platform', () => {
  const rows = configCases.map((row) => ({ ...row, last: `${row.entry.length} × ${row.entry.at(-1)}` }));

  it.each(rows)('$profile $list: $last → $expect', async ({ profile, list, entry, expect: expected }) => {
    const { policy, problems } = await check(JSON.stringify({ appid: 'x', profile, domains: { [list]: entry } }));
    if (expected === 'ok') {
      expect(problems).toEqual([]);
      expect(policy?.lists[list].size).toBe(entry.length);
      return;
    }
    expect(problems.map(({ path }) => path)).toEqual([`domains.${list}[${entry.length - 1}]`]);
    expect(expected).toContain(problems[0]?.rule);
  });
});

describe('a profile of the user’s own', () => {
  const app = { appid: 'x', profile: './mine.json', domains: { request: ['https://a.test', 'https://b.test'] } };
  const one = { value: 1, source: 'our console' };

  it('judges the lists, and is watched', async () => {
    const root = await folder({ 'app.json': app, 'mine.json': { extends: 'tcsas', domainsPerList: one } });
    const { policy, problems, watched } = await readApp(join(root, 'app.json'));
    expect([policy, problems.map(({ rule }) => rule)]).toEqual([null, ['domain-list-max']]);
    expect(watched).toEqual([join(root, 'app.json'), join(root, 'mine.json')]);
  });

  it('with mistakes: they stand in its file, and nothing is judged by a guess', async () => {
    const root = await folder({ 'app.json': app, 'mine.json': '{ "extends": "tcsas",\n "domainsPerList": 1 }' });
    const { policy, problems } = await readApp(join(root, 'app.json'));
    expect(policy).toBeNull();
    expect(problems).toMatchObject([{ file: join(root, 'mine.json'), line: 2, column: 20, path: 'domainsPerList' }]);
  });
});
