import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';
import { harFaults } from '../support/har-faults.ts';
import { junitFaults } from '../support/junit-schema.ts';
import { itNeeds } from '../support/needs.ts';
import { sarifFaults } from '../support/sarif-schema.ts';
import { ECHO_APP, echoApp } from '../support/started.ts';

const root = join(import.meta.dirname, '..', '..');
const OTHER = 'wxfedcba9876543210';

/** Two apps, one with a file that has something to warn of. */
const apps = {
  'config/mpgate.json': {
    defaultApp: ECHO_APP,
    record: { file: '../session.ndjson' },
    resolve: { 'none.mpgate.test': '127.0.0.1:1' },
  },
  'config/apps/a b.json': echoApp,
  'config/apps/other.json': { ...echoApp, appid: OTHER, profile: 'wechat', skipVerification: true },
};

const curl = (words: string): string => `curl -gs -o /dev/null ${words}`;
const as = `--proxy-header "Proxy-Authorization: Basic $(printf '%s:' ${OTHER} | base64)"`;

/** A request, one with a form, one of the other app; one that is refused, and one that only skipVerification lets by. */
const played = [
  curl('https://echo.mpgate.test/hello'),
  curl('-F a=b https://echo.mpgate.test/up'),
  curl(`${as} https://echo.mpgate.test/other`),
  curl('"https://refused.mpgate.test/<b>?q=]]>&amp;"'),
  curl(`${as} https://none.mpgate.test/`),
  'true',
].join('; ');

itNeeds('curl', 'xmllint')('JUnit, SARIF and HAR of a session pass their public schemas, live and again', async () => {
  const cwd = await folder(apps);
  const forms = ['junit', 'sarif', 'har'];
  const args = forms.flatMap((form) => ['--report', `${form}=live.${form}`]);
  const exec = await runCli(['exec', '--json', ...args, '--', 'sh', '-c', played], { cwd });
  expect(exec.code).toBe(1);
  expect(JSON.parse(exec.stdout)).toMatchObject({ verdict: 'fail', clients: [{ appid: ECHO_APP }, { appid: OTHER }] });
  const live = await Promise.all(forms.map((form) => readFile(join(cwd, `live.${form}`), 'utf8')));
  const again = forms.map(async (form) => {
    const { code, stdout } = await runCli(['report', 'session.ndjson', '--format', form], { cwd });
    expect(code).toBe(1);
    return stdout;
  });
  for (const [junit = '', sarif = '', har = ''] of [live, await Promise.all(again)]) {
    expect(junit).toContain('<failure message=');
    expect(junitFaults(junit)).toBe('');
    expect(JSON.parse(sarif).runs[0].results.length).toBeGreaterThan(1);
    expect(sarifFaults(JSON.parse(sarif))).toEqual([]);
    expect(harFaults(JSON.parse(har))).toEqual([]);
  }
});

it.each([['game'], ['qq'], ['tcsas'], ['uni'], ['wechat']])('SARIF of config lint passes it too: %s', async (name) => {
  const { stdout } = await runCli(['config', 'lint', `test/lint/projects/${name}`, '--format', 'sarif'], { cwd: root });
  const log = JSON.parse(stdout);
  expect(log.runs[0].results.length).toBeGreaterThan(0);
  expect(sarifFaults(log)).toEqual([]);
});
