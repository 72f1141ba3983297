import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { childEnvironment, proxyNames } from '../../src/cli/child-environment.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { openJob } from '../support/runner.ts';
import { ECHO_APP, echoApp, heldPort } from '../support/started.ts';

const APP = 'config/apps/echo.json';
const listed = JSON.stringify(echoApp, null, 2);
const gate = { 'config/mpgate.json': { defaultApp: ECHO_APP }, [APP]: listed };

/** The line of a key in the app file. */
const lineOf = (key: string): number => listed.split('\n').findIndex((line) => line.includes(`"${key}"`)) + 1;

const fetching = (host: string, words = ''): string => `curl -s ${words} https://${host}/hello`;

describe('the action in a job', () => {
  itNeeds('curl')('leads later steps through a gate, and at the end all is well and the gate is gone', async () => {
    const job = await openJob(await folder(gate), { 'expect-traffic': 'true' });
    const main = await job.main();
    expect(main).toMatchObject({ code: 0, stderr: '' });
    expect(main.stdout).toMatch(/^::add-mask::[\w-]+\nmpgate is open at http:\/\/127\.0\.0\.1:\d+; its CA is /);
    const { proxy = '', port, 'ca-file': caFile = '', 'bundle-file': bundleFile = '' } = job.outputs();
    const { MPGATE_CONTROL_URL: url = '', MPGATE_CONTROL_TOKEN: token = '' } = job.env();
    expect((await fetch(`${job.state().admin}/healthz`)).status).toBe(200);
    expect(job.env()).toEqual(childEnvironment({ proxy, caFile, bundleFile, control: { url, token } }));
    expect(proxy).toBe(`http://127.0.0.1:${port}`);
    const asked = await job.run(fetching('echo.mpgate.test'));
    expect(JSON.parse(asked.stdout)).toMatchObject({ headers: { Referer: expect.stringContaining(ECHO_APP) } });
    const post = await job.post();
    expect(post.code).toBe(0);
    expect(post.stdout).not.toMatch(/^::(error|warning) /m);
    expect(post.stdout).toMatch(/\nPASS: /);
    const summary = await job.summary();
    expect(summary).toMatch(/^## mpgate: passed\n\n1 flow: 1 completed, /);
    expect(summary).toMatch(/^\| domain-allowlist \| ✅ pass \| 1 \| 0 \| 0 \| 0 \|$/m);
    await expect(fetch(`${job.state().admin}/healthz`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  itNeeds('curl')('a violation fails it, at the line of the app file, with now beside the release build', async () => {
    const job = await openJob(await folder(gate), { report: 'junit=mpgate.xml\nsarif=mpgate.sarif' });
    expect((await job.main()).code).toBe(0);
    expect((await job.run(fetching('other.mpgate.test'))).code).not.toBe(0);
    const post = await job.post();
    expect(post.code).toBe(1);
    expect(post.stdout).toMatch(
      new RegExp(
        `^::error file=${APP},line=${lineOf('request')},col=\\d+,title=mpgate%3A domain-allowlist::.* In the release build: fails: request:fail url not in domain list \\(errno 600002\\)`,
        'm',
      ),
    );
    expect(post.stdout).toMatch(/^::error title=mpgate::a rule of effect "error" was violated$/m);
    const summary = await job.summary();
    expect(summary).toMatch(/^## mpgate: failed\n\n- a rule of effect &#34;error&#34; was violated\n/);
    expect(summary).toMatch(
      /^\| domain-allowlist ×1 \| .* \| refused; with debug on &#40;version 0&#41; .* \| fails: request:fail url not in domain list &#40;errno 600002&#41; \| /m,
    );
    expect(await readFile(join(job.workspace, 'mpgate.xml'), 'utf8')).toContain('<failure message=');
    expect(JSON.parse(await readFile(join(job.workspace, 'mpgate.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
  });

  itNeeds('curl')('steps can ask for the report before the end, past the gate', async () => {
    const job = await openJob(await folder(gate), { environment: 'none' });
    expect((await job.main()).code).toBe(0);
    expect(job.env()).toEqual({});
    const outputs = job.outputs();
    const asked = await job.run(`. '${outputs['environment-file']}'; ${fetching('echo.mpgate.test')}`);
    expect(JSON.parse(asked.stdout)).toMatchObject({ path: '/hello' });
    await expect
      .poll(() => readFile(outputs['session-file'] ?? '', 'utf8'), { timeout: 5000 })
      .toContain('flow.completed');
    const report = `'${process.execPath}' '${outputs.mpgate}' report '${outputs['session-file']}' --format json`;
    const early = await job.run(report);
    expect([early.code, JSON.parse(early.stdout)]).toMatchObject([0, { flows: { completed: 1 } }]);
    expect((await job.post()).code).toBe(0);
    expect(job.env()).toEqual({});
  });

  it('gives the proxy variables back at the end: steps of other actions come after it', async () => {
    const before = { HTTPS_PROXY: 'http://proxy.corp.test:3128', NO_PROXY: 'a.test' };
    const job = await openJob(await folder(gate), {}, before);
    expect((await job.main()).code).toBe(0);
    expect(job.env()).toMatchObject({ HTTPS_PROXY: job.outputs().proxy, NO_PROXY: '' });
    expect((await job.post()).code).toBe(0);
    const after = Object.fromEntries(proxyNames.map((name) => [name, job.env()[name]]));
    expect(after).toEqual({ ...Object.fromEntries(proxyNames.map((name) => [name, ''])), ...before });
    await access(job.env().SSL_CERT_FILE ?? '');
    await access(job.env().NODE_EXTRA_CA_CERTS ?? '');
  });
});

describe('what fails a job', () => {
  const mild = {
    ...gate,
    [APP]: { ...echoApp, domains: {}, rules: { 'domain-allowlist': 'warn', 'domain-per-api': 'warn' } },
  };

  itNeeds('curl')('warnings only where fail-on says so', async () => {
    const played = async (inputs: Readonly<Record<string, string>>, env = {}) => {
      const job = await openJob(await folder(mild), inputs, env);
      await job.main();
      await job.run(fetching('echo.mpgate.test'));
      return { ...(await job.post()), summary: await job.summary() };
    };
    expect((await played({})).code).toBe(0);
    expect((await played({ 'fail-on': 'error' }, { MPGATE_FAIL_ON: 'warn' })).code).toBe(0);
    expect((await played({}, { MPGATE_FAIL_ON: 'warn' })).code).toBe(1);
    const failed = await played({ 'fail-on': 'warn' });
    expect(failed.code).toBe(1);
    expect(failed.stdout).toMatch(/^::error title=mpgate::rules of effect "warn" were violated, and /m);
    expect(failed.summary).toMatch(
      /^\| domain-allowlist ×1 \| .* \| went on: the app file makes it a warning \| fails: /m,
    );
  });

  it('no traffic, where some is expected', async () => {
    const job = await openJob(await folder(gate), { 'expect-traffic': 'true' });
    await job.main();
    const post = await job.post();
    expect(post.code).toBe(4);
    expect(post.stdout).toContain('::error title=mpgate::nothing passed the gate\n');
    expect(await job.summary()).toContain('## mpgate: failed\n');
  });

  it('no traffic, where none is asked for, fails nothing and is called no pass', async () => {
    const job = await openJob(await folder(gate));
    await job.main();
    expect((await job.post()).code).toBe(0);
    expect(await job.summary()).toMatch(
      /^## mpgate: nothing seen\n[\s\S]* rules met no traffic: not seen, which is no pass/,
    );
  });

  itNeeds('curl')('a gate that ended before: the report has what it saw, and nobody else is stopped', async () => {
    const job = await openJob(await folder(gate));
    await job.main();
    await job.run(fetching('echo.mpgate.test'));
    const { session = '', pid } = job.state();
    await expect.poll(() => readFile(session, 'utf8'), { timeout: 5000 }).toContain('flow.completed');
    process.kill(Number(pid), 'SIGKILL');
    const post = await job.post();
    expect(post.code).toBe(3);
    expect(post.stdout).toMatch(/^::error title=mpgate::the gate ended before the job did/m);
    expect(await job.summary()).toContain('1 flow: 1 completed');
  });

  it('a report that cannot be written; the summary is there all the same', async () => {
    const job = await openJob(await folder(gate), { report: 'html=no/such/folder.html' });
    await job.main();
    const post = await job.post();
    expect(post.code).toBe(3);
    expect(post.stdout).toContain('::error title=mpgate::the report no/such/folder.html cannot be written (ENOENT)\n');
    expect(await job.summary()).toContain('## mpgate: failed\n');
  });
});

describe('what the first step refuses, with nothing for the last one to do', () => {
  it.each([
    ['an effect that is none', { 'fail-on': 'all' }, 2, 'the input fail-on takes error or warn, not "all"'],
    ['a truth that is none', { 'expect-traffic': 'yes' }, 2, 'the input expect-traffic takes true, True, TRUE, '],
    ['a form that is none', { report: 'pdf=x.pdf' }, 2, '--report takes FORMAT=FILE'],
    ['a reach that is none', { environment: 'step' }, 2, 'the input environment takes job, none, not "step"'],
    ['settings that are not there', { config: 'none.json' }, 3, 'the gate did not open:%0Anone.json:1:1'],
  ])('%s', async (_, inputs, code, message) => {
    const job = await openJob(await folder(gate), inputs);
    const main = await job.main();
    expect(main.code).toBe(code);
    expect(main.stdout).toContain('::error title=mpgate::');
    expect(main.stdout).toContain(message);
    expect([job.state(), job.env(), job.outputs()]).toEqual([{}, {}, {}]);
    expect(await job.post()).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('a port that another holds', async () => {
    const job = await openJob(await folder(gate), { port: String(await heldPort()) });
    const main = await job.main();
    expect(main.code).toBe(3);
    expect(main.stdout).toMatch(
      /^::error title=mpgate::the gate did not open:%0Ampgate: port \d+ on 127\.0\.0\.1 is in use: /m,
    );
  });
});
