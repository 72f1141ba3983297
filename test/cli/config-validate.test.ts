import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configCases } from '../support/cases.ts';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

const validate = async (cwd: string, ...args: readonly string[]) => {
  const { code, stdout } = await runCli(['config', 'validate', '--json', ...args], { cwd });
  return { code, answer: JSON.parse(stdout) };
};

describe('--json', () => {
  it('what can be used', async () => {
    const cwd = await folder({ 'a.json': { appid: 'one' } });
    const { code, answer } = await validate(cwd, 'a.json');
    expect(code).toBe(0);
    expect(answer).toEqual({ version: 1, ok: true, problems: [], warnings: [] });
  });

  it('two mistakes at once, each with its file, line, column, path and rule', async () => {
    const cwd = await folder({
      'a.json': '{\n  "appid": "one", "naem": "Shop",\n  "domains": {\n    "request": ["http://a.test"] } }',
    });
    const { code, answer } = await validate(cwd, 'a.json');
    expect(code).toBe(2);
    expect(answer).toEqual({
      version: 1,
      ok: false,
      problems: [
        {
          file: 'a.json',
          line: 2,
          column: 19,
          path: 'naem',
          rule: null,
          message: 'unknown key "naem"; did you mean "name"?',
        },
        {
          file: 'a.json',
          line: 4,
          column: 17,
          path: 'domains.request[0]',
          rule: 'scheme-https-wss',
          message: expect.stringContaining('http://a.test'),
        },
      ],
      warnings: [],
    });
  });

  it('warnings alone leave it usable', async () => {
    const domains = { request: ['https://8.8.8.8'] };
    const cwd = await folder({ 'a.json': { appid: 'one', domains, rules: { 'no-ip-literal': 'warn' } } });
    const { code, answer } = await validate(cwd, 'a.json');
    expect(code).toBe(0);
    expect(answer).toMatchObject({ ok: true, problems: [], warnings: [{ rule: 'no-ip-literal', line: 1 }] });
  });

  it('a file that is missing, or that is not JSON, is a problem', async () => {
    const cwd = await folder({ 'a.json': 'no' });
    expect((await validate(cwd, 'none.json')).answer.problems).toMatchObject([
      { file: 'none.json', line: 1, column: 1, path: '', rule: null },
    ]);
    expect((await validate(cwd, 'a.json')).answer).toMatchObject({ ok: false, problems: [{ line: 1, column: 1 }] });
  });

  it('a file is called as it was named', async () => {
    const cwd = await folder({ 'a.json': {} });
    const absolute = join(cwd, 'a.json');
    expect((await validate(cwd, absolute)).answer.problems).toMatchObject([{ file: absolute }]);
    expect((await validate(cwd, './a.json')).answer.problems).toMatchObject([{ file: './a.json' }]);
  });
});

describe('mpgate.json', () => {
  it('is checked with its apps and what the environment changes', async () => {
    const cwd = await folder({
      'config/mpgate.json': '{ "listen": { "port": "x" } }',
      'config/apps/one.json': '{ "appid": "one",\n "profile": "wechatt" }',
    });
    const env = { MPGATE_BLOCK: 'drop' };
    const { code, stdout } = await runCli(['config', 'validate'], { cwd, env });
    expect(code).toBe(2);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^MPGATE_BLOCK:1:1 {2}block {2}/),
      expect.stringMatching(/^config\/mpgate\.json:1:23 {2}listen\.port {2}/),
      expect.stringMatching(/^config\/apps\/one\.json:2:13 {2}profile {2}.*did you mean "wechat"/),
      '3 problems',
      '',
    ]);
  });

  it('as text, what can be used is said in a line', async () => {
    const cwd = await folder({ 'm.json': { apps: ['a.json'] }, 'a.json': { appid: 'one' } });
    const { code, stdout } = await runCli(['config', 'validate', 'm.json'], { cwd });
    expect([code, stdout]).toEqual([0, '✓ m.json can be used\n']);
  });
});

describe('the domain lists of the platforms: for each rule, and for no mistake, the first case', () => {
  const first = [...new Map(configCases.map((row) => [String(row.expect), row] as const).reverse()).values()];

  it.each(first)('$profile $list → $expect', async ({ profile, list, entry, expect: expected }) => {
    const cwd = await folder({ 'a.json': { appid: 'wx0123456789abcdef', profile, domains: { [list]: entry } } });
    const { code, answer } = await validate(cwd, 'a.json');
    expect([code, answer.ok]).toEqual(expected === 'ok' ? [0, true] : [2, false]);
    if (expected !== 'ok') expect(expected).toContain(answer.problems[0].rule);
  });
});
