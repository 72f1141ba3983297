import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Refused, tunnel } from '../support/client.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { run } from '../support/run.ts';
import { get, startCli } from '../support/started.ts';

/** The settings that come with the program, in a folder that has nothing else. */
const fresh = async () => {
  const cwd = await folder({});
  await cp(join(import.meta.dirname, '..', '..', 'config'), join(cwd, 'config'), { recursive: true });
  const gate = await startCli({ cwd });
  const curl = (...args: readonly string[]) =>
    run('curl', ['-s', '-x', `http://127.0.0.1:${gate.port}`, '--cacert', join(cwd, 'certs', 'ca.pem'), ...args]);
  return { gate, curl };
};

const REFERER = 'https://appservice.qq.com/wx0123456789abcdef/0/page-frame.html';

itNeeds('curl')('a first run: the answer shows the injected referer, and another host fails at CONNECT', async () => {
  const { gate, curl } = await fresh();
  const hello = await curl('https://echo.mpgate.test/hello');
  expect(hello.code).toBe(0);
  expect(JSON.parse(hello.stdout)).toMatchObject({ method: 'GET', path: '/hello', headers: { Referer: REFERER } });

  const other = await curl('--write-out', '%{http_connect}', '--dump-header', '-', 'https://other.mpgate.test/');
  expect([other.code, other.stdout.slice(-3)]).toEqual([56, '403']);
  expect(other.stdout).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n(.*\r\n)*X-Mpgate-Rule: domain-allowlist\r\n/);

  gate.kill('SIGTERM');
  const { code, stderr } = await gate.ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/GET https:\/\/echo\.mpgate\.test\/hello {2}200/);
  expect(stderr).toMatch(/CONNECT other\.mpgate\.test:443 {2}refused domain-allowlist/);
  expect(stderr).toMatch(/\n✗ domain-allowlist +fail +1 +1 +· +·\n/);
});

it('the refusal of a CONNECT names the rule, in a header and in a body that says how to mend it', async () => {
  const { gate } = await fresh();
  expect(JSON.parse((await get(gate, '/hello')).body).headers.Referer).toBe(REFERER);
  const refused = await tunnel(gate, 'other.mpgate.test:443').catch((error: unknown) => error);
  if (!(refused instanceof Refused)) throw refused;
  const [status, ...headers] = refused.head.split('\r\n');
  expect(status).toBe('HTTP/1.1 403 Forbidden');
  expect(headers).toContain('Content-Type: application/json');
  expect(headers).toContain('X-Mpgate-Rule: domain-allowlist');
  expect(headers).toContain(`Content-Length: ${Buffer.byteLength(refused.body)}`);
  expect(JSON.parse(refused.body)).toEqual({
    version: 1,
    errMsg: 'request:fail url not in domain list',
    errno: 600002,
    rule: 'domain-allowlist',
    effect: 'error',
    profile: 'tcsas',
    source: 'S0:103',
    message: 'other.mpgate.test is in no domain list of wx0123456789abcdef',
    expected: 'echo.mpgate.test',
    actual: 'other.mpgate.test',
    fix: expect.stringMatching(/Server Domain Name.*"domains" of the app file/),
    docs: 'docs/rules/domain-allowlist.md',
  });
});
