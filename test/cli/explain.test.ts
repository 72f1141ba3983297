import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apis } from '../../src/rules/apis.ts';
import { rules } from '../../src/rules/index.ts';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

const demo = join(import.meta.dirname, '..', '..', 'config', 'apps', 'demo.json');
const explain = (...args: readonly string[]) => runCli(['explain', '--app', demo, ...args]);

describe('--json', () => {
  it('a pass: no cause, every rule with its state, exit code 0', async () => {
    const { code, stdout, stderr } = await explain('https://echo.mpgate.test/hello', '--json');
    expect([code, stderr]).toEqual([0, '']);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual(['version', 'outcome', 'cause', 'verdicts']);
    expect(answer).toMatchObject({ version: 1, outcome: 'pass', cause: null });
    expect(answer.verdicts.map(({ rule }: { rule: string }) => rule)).toEqual(rules.map(({ id }) => id));
    expect(answer.verdicts).toContainEqual({ rule: 'domain-allowlist', state: 'pass', message: null });
  });

  it('a failure: the cause as a refusal’s body, exit code 1', async () => {
    const { code, stdout } = await explain('https://other.mpgate.test/', '--json');
    expect(code).toBe(1);
    const { outcome, cause, verdicts } = JSON.parse(stdout);
    expect(outcome).toBe('fail');
    expect(Object.keys(cause)).toEqual(
      'version errMsg errno rule effect profile source message expected actual fix docs'.split(' '),
    );
    expect(cause).toMatchObject({
      version: 1,
      errMsg: 'request:fail url not in domain list',
      errno: 600002,
      rule: 'domain-allowlist',
      effect: 'error',
      profile: 'tcsas',
      actual: 'other.mpgate.test',
    });
    expect(verdicts).toContainEqual({ rule: 'domain-allowlist', state: 'fail', message: cause.message });
  });
});

describe('options', () => {
  it('knows every API', async () => {
    const { stdout } = await runCli(['explain', '--help']);
    for (const api of apis) expect(stdout).toContain(`"${api}"`);
  });

  it.each([
    ['the API', ['wss://echo.mpgate.test/ws', '--api', 'connectSocket'], 0],
    ['another API than the list has', ['https://echo.mpgate.test/', '--api', 'connectSocket'], 1],
    ['a method', ['https://echo.mpgate.test/', '--method', 'DELETE'], 0],
    ['a method that is none', ['https://echo.mpgate.test/', '--method', 'PATCH'], 1],
    ['an address in the device’s LAN', ['http://192.168.1.30:828/', '--device', '192.168.1.20'], 0],
    ['the device itself', ['http://192.168.1.20:828/', '--device', '192.168.1.20'], 1],
  ])('%s', async (_, args, code) => {
    expect((await explain(...args)).code).toBe(code);
  });
});

it('as text the answer comes first', async () => {
  const { code, stdout } = await explain('https://other.mpgate.test/');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✗ refused {2}https:\/\/other\.mpgate\.test\/\n/);
});

describe('wrong usage ends with exit code 2 and a way out', () => {
  it.each([
    ['no URL', ['not a url'], '"not a url" is no URL'],
    ['no address', ['https://a.test', '--device', 'phone'], '--device takes an IP address'],
    ['an unknown API', ['https://a.test', '--api', 'fetch'], 'Choices: "request", "uploadFile"'],
    ['an option twice', ['https://a.test', '--method', 'GET', '--method', 'PUT'], '--method is given 2 times'],
    ['nothing', [], 'Not enough non-option arguments'],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await explain(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain('see mpgate explain --help');
  });

  it('an app with mistakes: every one, with its place', async () => {
    const cwd = await folder({ 'a.json': '{ "appid": "one",\n "none": 1,\n "lan": { "prefix": 1 } }' });
    const { code, stdout, stderr } = await runCli(['explain', 'https://a.test', '--app', 'a.json'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^a\.json:2:2 {2}none {2}.*\na\.json:3:21 {2}lan\.prefix {2}.*\n2 problems\n$/);
  });
});
