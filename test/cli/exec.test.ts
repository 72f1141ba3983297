import { access, chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/events/report.ts';
import { type Ran, type RunOptions, runCli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { ECHO_APP, echoApp, echoFolder, heldPort, spawnCli } from '../support/started.ts';
import { users } from '../support/users.ts';
import { SHOP, trustedCa } from '../support/world.ts';

/** `mpgate exec` in a folder of its own, whose `tmp` is the place for temporary files. */
const exec = async (args: readonly string[], options: RunOptions = {}): Promise<Ran & { readonly cwd: string }> => {
  const cwd = options.cwd ?? (await echoFolder({}, { 'tmp/.keep': '' }));
  const env = { TMPDIR: join(cwd, 'tmp'), ...options.env };
  return { ...(await runCli(['exec', ...args], { ...options, cwd, env })), cwd };
};

/** A child that runs this script. */
const node = (script: string): readonly string[] => ['--', process.execPath, '-e', script];

/** A child that fetches through the gate by what it is given: the proxy, and the roots of NODE_EXTRA_CA_CERTS. */
const fetching = (host: string, path = '/hello'): readonly string[] =>
  node(`
    const proxy = new URL(process.env.HTTPS_PROXY);
    const request = require('node:http').request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: '${host}:443' });
    request.on('connect', ({ statusCode }, socket) => {
      if (statusCode !== 200) process.exit(9);
      const tls = require('node:tls').connect({ socket, servername: '${host}' }, () => tls.write('GET ${path} HTTP/1.0\\r\\nHost: ${host}\\r\\n\\r\\n'));
      tls.on('error', (error) => { console.error(error.code); process.exit(8); });
      tls.pipe(process.stdout);
      tls.on('end', () => socket.destroy());
    });
    request.end();`);

describe('where the proxy has users and load balancers', () => {
  it('the command has a user of its own, for its requests and as a device, and nobody else gets in', async () => {
    const listen = { host: '127.0.0.1', port: 0, proxyProtocol: 'accept', trustedProxies: ['127.0.0.1'] };
    const cwd = await echoFolder({ listen, clients: { users } }, { 'tmp/.keep': '' });
    // An agent of its own, for that of Node 24 goes by HTTP_PROXY.
    const script = `
      const { Agent, request } = require('node:http');
      const { json } = require('node:stream/consumers');
      const { username, password, hostname, port } = new URL(process.env.HTTPS_PROXY);
      const agent = new Agent();
      const ask = (login) => new Promise((resolve) => {
        const headers = login ? { 'proxy-authorization': 'Basic ' + btoa(login) } : {};
        const asked = request({ agent, host: hostname, port, method: 'CONNECT', path: 'echo.mpgate.test:443', headers });
        asked.on('connect', ({ statusCode }, socket) => resolve(socket.destroy() && statusCode));
        asked.on('response', ({ statusCode }) => resolve(statusCode));
        asked.end();
      });
      const move = () => new Promise((resolve) => {
        const headers = { 'content-type': 'application/json', authorization: 'Bearer ' + process.env.MPGATE_CONTROL_TOKEN };
        request(process.env.MPGATE_CONTROL_URL, { agent, method: 'PUT', headers }, (answer) => resolve(json(answer)))
          .end('{"foreground":false}');
      });
      (async () => {
        const codes = [await ask(username + ':' + password), await ask(), await ask('anna:secret')];
        console.log(JSON.stringify([username, ...codes, (await move()).id]));
        process.exit();
      })();`;
    const { stdout, stderr } = await exec(node(script), { cwd });
    expect(JSON.parse(stdout)).toEqual(['exec', 200, 407, 407, 'exec@127.0.0.1']);
    expect(stderr).not.toContain('secret');
  });
});

describe('the verdict and its exit code', () => {
  it('nothing was violated: 0, the command’s output on stdout, the table on stderr', async () => {
    const { code, stdout, stderr } = await exec(fetching('echo.mpgate.test'));
    expect(code).toBe(0);
    expect(stdout).toContain(`"Referer": "https://appservice.qq.com/${ECHO_APP}/0/page-frame.html"`);
    expect(stdout).not.toContain('not seen');
    expect(stderr).toMatch(/GET https:\/\/echo\.mpgate\.test\/hello {2}200.*\n\n {2}rule +pass +fail +warn /);
    expect(stderr).toMatch(/\n1 flow: 1 completed, .*\nPASS: .*\.\n$/);
  });

  it('a rule was violated: 1, whatever the command makes of it', async () => {
    const { code, stdout, stderr } = await exec(fetching('other.mpgate.test'));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/CONNECT other\.mpgate\.test:443 {2}refused domain-allowlist/);
    expect(stderr).toMatch(/\n✗ domain-allowlist +fail [\s\S]*\n {4}fix: [\s\S]*\nFAIL: /);
  });

  it.each([
    ['the command’s own code', [], {}, 0],
    ['1 with --fail-on warn', ['--fail-on', 'warn'], {}, 1],
    ['1 with MPGATE_FAIL_ON=warn', [], { MPGATE_FAIL_ON: 'warn' }, 1],
    ['the command’s own code, the flag before the variable', ['--fail-on=error'], { MPGATE_FAIL_ON: 'warn' }, 0],
  ])('a rule of effect "warn" was violated: %s', async (_, args, env, expected) => {
    const app = { ...echoApp, rules: { 'domain-allowlist': 'warn', 'domain-per-api': 'warn' }, domains: {} };
    const cwd = await folder({ 'app.json': app, 'tmp/.keep': '' });
    const { code, stderr } = await exec([...args, '--app', 'app.json', ...fetching('echo.mpgate.test')], { cwd, env });
    expect(code).toBe(expected);
    expect(stderr).toMatch(/\n! domain-allowlist +warn /);
    expect(stderr.includes('mpgate: rules of effect "warn" were violated, and --fail-on warn ')).toBe(expected === 1);
  });

  it.each([
    ['a clean session is 0', fetching('echo.mpgate.test'), 0],
    ['an error is 1 as ever, and its verdict says so', fetching('other.mpgate.test'), 1],
    ['the command fails by itself', node('process.exit(7)'), 7],
  ])('--fail-on warn: %s', async (_, words, expected) => {
    const { code, stderr } = await exec(['--fail-on', 'warn', ...words]);
    expect(code).toBe(expected);
    expect(stderr).not.toContain('rules of effect "warn" were violated');
  });

  it.each([
    ['fails by itself', node('process.exit(7)'), 7],
    ['is ended by a signal', node('process.kill(process.pid, "SIGKILL")'), 137],
    ['is not found', ['--', 'no-such-program-here', 'x'], 127],
  ])('the command %s', async (_, words, expected) => {
    const { code, stdout, stderr } = await exec(words);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toMatch(/\nNOTHING SEEN: .*\.\n$/);
    if (expected === 127)
      expect(stderr).toContain('mpgate: no-such-program-here cannot be run: there is no such program');
  });

  it('the command is no program: 126', async () => {
    const cwd = await echoFolder({}, { 'tmp/.keep': '', 'text.txt': 'text' });
    await chmod(join(cwd, 'text.txt'), 0o644);
    const { code, stderr } = await exec(['--', './text.txt'], { cwd });
    expect(code).toBe(126);
    expect(stderr).toContain('mpgate: ./text.txt cannot be run: it is not executable');
  });

  it.each([
    ['nothing passed', node('process.exit(7)'), 4],
    ['something passed', fetching('echo.mpgate.test'), 0],
    ['what passed was refused', fetching('other.mpgate.test'), 1],
  ])('--expect-traffic: %s', async (_, words, expected) => {
    const { code, stderr } = await exec(['--expect-traffic', ...words]);
    expect(code).toBe(expected);
    expect(stderr.includes('mpgate: nothing passed the gate. Does ')).toBe(expected === 4);
  });
});

describe('--swap-key', () => {
  const HOST = 'api.shop.test';
  /** Two requests, one after the other; what came of each. */
  const twice = node(`
    const proxy = new URL(process.env.HTTPS_PROXY);
    const get = () => new Promise((resolve) => {
      const request = require('node:http').request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: '${HOST}:443' });
      request.on('connect', (_, socket) => {
        const tls = require('node:tls').connect({ socket, servername: '${HOST}' }, () => tls.write('GET / HTTP/1.1\\r\\nHost: ${HOST}\\r\\n\\r\\n'));
        tls.once('data', (chunk) => { tls.destroy(); resolve(String(chunk).slice(9, 12)); });
        tls.on('error', (error) => resolve(error.code));
      });
      request.end();
    });
    get().then((one) => get().then((two) => console.log(one, two)));`);

  const drill = async (platform: string, words: readonly string[]) => {
    const { chain, key, pin } = trustedCa().issue({ names: [HOST], freshKey: true });
    const origin = await httpsOrigin(mirror, { cert: chain, key });
    const app = { ...echoApp, platform, domains: SHOP, certs: { [HOST]: [pin] } };
    const gate = { block: 'explain', upstreamCa: ['./root.pem'], resolve: { [HOST]: `127.0.0.1:${origin.port}` } };
    const files = { 'tmp/.keep': '', 'config/root.pem': trustedCa().cert, 'config/apps/echo.json': app };
    const cwd = await echoFolder(gate, files);
    return exec(['--swap-key', HOST, ...words], { cwd });
  };

  it.each([
    ['ios', '200 200\n', 0],
    ['android', '200 502\n', 1],
  ])('%s: %j', async (platform, output, expected) => {
    const { code, stdout, stderr } = await drill(platform, twice);
    expect([stdout, code]).toEqual([output, expected]);
    expect(/refused pin-spki/.test(stderr)).toBe(expected === 1);
    expect(stderr.match(/Drill: from now on api\.shop\.test shows another key/g)).toHaveLength(1);
    expect(stderr).not.toContain('was not changed');
  });

  it('says so where the key did not change, for nobody went there', async () => {
    const { code, stderr } = await drill('ios', node('console.log(1)'));
    expect([code, /the key of api\.shop\.test was not changed/.test(stderr)]).toEqual([0, true]);
    expect(stderr).not.toContain('Drill:');
  });

  it('a host without pins is a mistake, before anything runs', async () => {
    const { code, stdout, stderr } = await exec(['--swap-key', 'echo.mpgate.test', ...node('console.log(1)')]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/--swap-key echo\.mpgate\.test: No app has pins for echo/);
  });
});

describe('--json', () => {
  it('stdout is one object, and what the command prints goes to stderr', async () => {
    const { code, stdout, stderr } = await exec(['--json', ...fetching('other.mpgate.test')]);
    const report: Report = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(report).toMatchObject({ version: 1, verdict: 'fail', flows: { seen: 1, refused: 1, open: 0 } });
    expect(report.rules.filter(({ failed }) => failed > 0).map(({ rule }) => rule)).toEqual(['domain-allowlist']);
    expect(stderr).not.toContain('not seen');
    const passed = await exec(['--json', ...fetching('echo.mpgate.test')]);
    expect([passed.code, JSON.parse(passed.stdout)]).toMatchObject([0, { version: 1, verdict: 'pass' }]);
    expect(passed.stderr).toContain('"Referer": ');
  });

  it('also where the command cannot be run', async () => {
    const { code, stdout } = await exec(['--json', '--', 'no-such-program-here']);
    expect([code, JSON.parse(stdout)]).toMatchObject([127, { version: 1, flows: { seen: 0 } }]);
  });
});

describe('--report', () => {
  it('writes each form, also where a rule was violated, and the verdict stays', async () => {
    const forms = ['junit', 'sarif', 'json', 'html', 'har', 'text'];
    const args = forms.flatMap((form) => ['--report', `${form}=report.${form}`]);
    const { code, stdout, stderr, cwd } = await exec([...args, ...fetching('other.mpgate.test')]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/\nFAIL: /);
    const [junit, sarif, json, html, har, text] = await Promise.all(
      forms.map((form) => readFile(join(cwd, `report.${form}`), 'utf8')),
    );
    expect(junit).toContain('<testcase name="domain-allowlist"');
    expect(JSON.parse(sarif ?? '').runs[0].results[0]).toMatchObject({
      ruleId: 'domain-allowlist',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'config/apps/echo.json' } } }],
    });
    expect(JSON.parse(json ?? '')).toMatchObject({ verdict: 'fail', findings: [{ rule: 'domain-allowlist' }] });
    expect(html).toContain('FAIL');
    expect(JSON.parse(har ?? '').log.entries).toMatchObject([{ response: { status: 0 } }]);
    expect(stderr.trimEnd().endsWith((text ?? '?').trimEnd())).toBe(true);
  });

  it.each([
    ['a file in no folder', 'junit=no/such.xml', 'the report no/such.xml cannot be written (ENOENT)'],
    ['a form that is none', 'pdf=x.pdf', '--report takes FORMAT=FILE'],
  ])('%s: 2, before the command starts', async (_, word, message) => {
    const { code, stderr, cwd } = await exec(['--report', word, ...node('fs.writeFileSync("ran", "")')]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    await expect(access(join(cwd, 'ran'))).rejects.toThrow('ENOENT');
  });

  it.skipIf(process.platform !== 'linux')('a full disk is said, and is 3 where all else was well', async () => {
    const { code, stderr } = await exec(['--report', 'html=/dev/full', ...fetching('echo.mpgate.test')]);
    expect(code).toBe(3);
    expect(stderr).toContain('mpgate: The report /dev/full is not whole');
  });
});

describe('what the command is given', () => {
  it('the environment, with the files that it names, which are gone afterwards; and its own variables', async () => {
    const script = `
      const { readFileSync } = require('node:fs');
      const count = (file) => readFileSync(file, 'utf8').split('-----BEGIN CERTIFICATE-----').length - 1;
      const { env } = process;
      const held = readFileSync(env.SSL_CERT_FILE, 'utf8').includes(readFileSync(env.NODE_EXTRA_CA_CERTS, 'utf8').trim());
      console.log(JSON.stringify({ env, ours: count(env.NODE_EXTRA_CA_CERTS), bundle: count(env.SSL_CERT_FILE), held }));`;
    const { code, stdout, cwd } = await exec(node(script), {
      env: { MINE: 'kept', NO_PROXY: '*', http_proxy: 'else' },
    });
    expect(code).toBe(0);
    const { env, ours, bundle, held } = JSON.parse(stdout);
    const { HTTP_PROXY: proxy, SSL_CERT_FILE: bundleFile } = env;
    expect(proxy).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(env).toMatchObject({
      ...{ HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy, NO_PROXY: '' },
      ...{ http_proxy: proxy, https_proxy: proxy, all_proxy: proxy, no_proxy: '' },
      ...{ NODE_USE_ENV_PROXY: '1', NODE_EXTRA_CA_CERTS: join(cwd, 'certs', 'ca.pem') },
      ...{ CURL_CA_BUNDLE: bundleFile, REQUESTS_CA_BUNDLE: bundleFile, GIT_SSL_CAINFO: bundleFile },
      ...{ AWS_CA_BUNDLE: bundleFile, DENO_CERT: bundleFile },
      MINE: 'kept',
    });
    expect([ours, held]).toEqual([1, true]);
    expect(bundle).toBeGreaterThan(50);
    expect(bundleFile.startsWith(join(cwd, 'tmp'))).toBe(true);
    expect(await readdir(join(cwd, 'tmp'))).toEqual(['.keep']);
  });

  it('its arguments as they are written, options of ours and empty ones too', async () => {
    const script = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const words = ['--json', '--port', '1', 'a b', '', '7', '007', '--', '$HOME'];
    const { stdout } = await exec(['--', process.execPath, '-e', script, '--', ...words]);
    expect(JSON.parse(stdout)).toEqual(words);
  });

  it('its standard input; its standard output is passed on byte for byte', async () => {
    const input = 'grüß\r\n\tdich\u0000\u001b[1m';
    const { code, stdout } = await exec(node('process.stdin.pipe(process.stdout)'), { input });
    expect([code, stdout]).toEqual([0, input]);
  });

  it.each<[NodeJS.Signals]>([['SIGTERM'], ['SIGINT'], ['SIGHUP']])(
    '%s: it ends as it will, and then the verdict is given and the temporary files are gone',
    async (signal) => {
      const cwd = await echoFolder({}, { 'tmp/.keep': '' });
      const script = `process.on('${signal}', () => process.exit(9)); setInterval(() => {}, 60000); console.log('ready')`;
      const child = spawnCli(['exec', ...node(script)], { cwd, env: { TMPDIR: join(cwd, 'tmp') } });
      await child.printed(/ready/);
      child.kill(signal);
      const { code, stderr } = await child.ended;
      expect(code).toBe(9);
      expect(stderr).toMatch(/\nNOTHING SEEN: /);
      expect(await readdir(join(cwd, 'tmp'))).toEqual(['.keep']);
    },
  );
});

describe('wrong usage and settings: exit code 2, and the command is not run', () => {
  it.each([
    ['no command', [], 'name the command to run after "--", as in: mpgate exec -- npm test'],
    ['nothing after the --', ['--json', '--'], 'name the command to run after "--"'],
    ['no --', ['npm', 'test'], 'put "--" before the command: mpgate exec -- npm test'],
    ['no --, and options', ['vitest', '--reporter', 'dot'], 'put "--" before the command: mpgate exec -- vitest'],
    ['an effect that is none', ['--fail-on', 'off', '--', 'true'], '--fail-on takes error or warn, not "off"'],
    ['an effect twice', ['--fail-on=warn', '--fail-on=error', '--', 'true'], '--fail-on is given 2 times'],
    ['an option that is none', ['--expect-trafic', '--', 'true'], 'expect-trafic'],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await exec(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain('see mpgate exec --help');
  });

  it('a variable that says neither error nor warn', async () => {
    const { code, stdout, stderr } = await exec(node('console.log("run")'), { env: { MPGATE_FAIL_ON: 'all' } });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe('mpgate: MPGATE_FAIL_ON takes error or warn, not "all"\nsee mpgate exec --help\n');
  });

  it('mistakes in the settings, each with its place', async () => {
    const cwd = await folder({ 'app.json': '{ "appid": "one",\n "none": 1 }' });
    const { code, stdout, stderr } = await runCli(['exec', '--app', 'app.json', ...node('console.log("run")')], {
      cwd,
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^app\.json:2:2 {2}none {2}.*$/m);
  });
});

it('beside a gate that runs by the same settings it takes ports of its own', async () => {
  const [port, admin, further] = [await heldPort(), await heldPort(), await heldPort()];
  const gate = {
    listen: { host: '127.0.0.1', port },
    admin: { port: admin },
    listeners: [{ port: further, app: ECHO_APP }],
  };
  const cwd = await echoFolder(gate, { 'tmp/.keep': '' });
  expect((await exec(fetching('echo.mpgate.test'), { cwd })).code).toBe(0);
  expect((await runCli(['start'], { cwd })).code).toBe(3);
});

describe('clients that know the variables', () => {
  itNeeds('curl')('curl: allowed is 0 with its output untouched, refused is 1', async () => {
    const allowed = await exec(['--', 'curl', '-s', 'https://echo.mpgate.test/x']);
    expect(allowed.code).toBe(0);
    expect(JSON.parse(allowed.stdout)).toMatchObject({
      path: '/x',
      headers: { Referer: `https://appservice.qq.com/${ECHO_APP}/0/page-frame.html` },
    });
    const refused = await exec(['--', 'curl', '-s', 'https://other.mpgate.test/x']);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(/refused domain-allowlist/);
  });

  itNeeds('curl')('curl at the control address: in the background nothing starts, and then it does again', async () => {
    const tell = (body: string) =>
      `curl -sf --noproxy '*' -X PUT -H "Authorization: Bearer $MPGATE_CONTROL_TOKEN" -H 'Content-Type: application/json' -d '${body}' "$MPGATE_CONTROL_URL"`;
    const fetched = "curl -s -o /dev/null -w ' %{http_code} ' https://echo.mpgate.test/x";
    const script = [tell('{"foreground":false}'), fetched, tell('{"foreground":true}'), fetched].join(' && ');
    const { code, stdout, stderr } = await exec(['--', 'sh', '-c', script]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^\{"id":"127\.0\.0\.1","foreground":false,.* 403 \{.*"foreground":true,.* 200 $/);
    expect(stderr).toMatch(/refused background-blocked/);
  });

  itNeeds('curl')('curl that fails by itself keeps its code', async () => {
    expect((await exec(['--', 'curl', '-s', '--no-such-option'])).code).toBe(2);
    expect((await exec(['--', 'curl', '-sf', '-o', '/none/x', 'https://echo.mpgate.test/'])).code).toBe(23);
  });

  itNeeds('python3-requests')('python3-requests', async () => {
    const script = 'import requests; print(requests.get("https://echo.mpgate.test/py").json()["path"])';
    expect(await exec(['--', '/usr/bin/python3', '-c', script])).toMatchObject({ code: 0, stdout: '/py\n' });
  });
});
