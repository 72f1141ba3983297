import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Har } from 'har-format';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openRoot } from '../../src/ca/root.ts';
import type { FlowRecord } from '../../src/events/record.ts';
import type { FlowEvent } from '../../src/model/event.ts';
import { runCli } from '../support/cli.ts';
import { type AskOptions, dial, exchangeRaw, Refused, tunnel } from '../support/client.ts';
import { folder } from '../support/folder.ts';
import { harFaults } from '../support/har-faults.ts';
import {
  ECHO_APP,
  echoApp,
  echoFolder,
  get,
  heldPort,
  type Started,
  secure,
  spawnCli,
  startCli,
} from '../support/started.ts';
import { until } from '../support/until.ts';
import { ANNA, BEN, users } from '../support/users.ts';

const TERMINAL = /^flow\.(completed|refused|failed|aborted)$/;

/** A socket to the echo origin, open. */
const webSocket = async (gate: Started): Promise<WebSocket> => {
  const socket = await secure(gate);
  const ws = new WebSocket('wss://echo.mpgate.test/ws', { createConnection: () => socket });
  await once(ws, 'open');
  return ws;
};

const echoed = async (ws: WebSocket, message: string | Buffer): Promise<{ data: Buffer; isBinary: boolean }> => {
  ws.send(message);
  const [data, isBinary] = await once(ws, 'message');
  return { data, isBinary };
};

/** The status of an answer to CONNECT. */
const connectStatus = async (gate: Pick<Started, 'port'>, host: string, user: AskOptions = {}): Promise<number> => {
  try {
    (await tunnel(gate, `${host}:443`, user)).destroy();
    return 200;
  } catch (error) {
    if (error instanceof Refused) return error.status;
    throw error;
  }
};

const eventsIn = async (file: string): Promise<readonly FlowEvent[]> =>
  (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const flowsOf = async (gate: Started): Promise<readonly FlowRecord[]> =>
  ((await (await gate.admin('/api/v1/flows')).json()) as { flows: FlowRecord[] }).flows;

const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

const stop = async (gate: Started) => {
  gate.kill('SIGTERM');
  return gate.ended;
};

describe('the line of --json', () => {
  it('names the ports that are bound, the CA and the token, within two seconds or so', async ({ annotate }) => {
    const cwd = await echoFolder();
    const gate = await startCli({ cwd });
    await annotate(`from the start of the process to the line: ${Math.round(gate.startedMs)} ms`);
    expect(gate.startedMs).toBeLessThan(5_000);
    const { line } = gate;
    expect(line).toEqual({
      version: 1,
      listeners: [{ host: '127.0.0.1', port: expect.any(Number), app: null }],
      admin: { host: '127.0.0.1', port: expect.any(Number), token: expect.stringMatching(/^[\w-]{24}$/) },
      ca: {
        file: join(cwd, 'certs', 'ca.pem'),
        fingerprint: new X509Certificate(gate.ca).fingerprint256,
        created: true,
      },
      apps: [ECHO_APP],
      defaultApp: ECHO_APP,
    });
    expect((await get(gate, '/hello')).status).toBe(200);
    expect((await gate.admin('/api/v1/report')).status).toBe(200);
    expect((await stop(gate)).stdout).toBe(`${JSON.stringify(line)}\n`);
  });

  it('the CA is made at the first start, for its owner only, and kept at the second', async () => {
    const cwd = await echoFolder();
    const first = await startCli({ cwd });
    const certs = join(cwd, 'certs');
    expect([await mode(certs), await mode(join(certs, 'ca.key')), await mode(join(certs, 'ca.pem'))]).toEqual([
      '700',
      '600',
      '644',
    ]);
    const key = await readFile(join(certs, 'ca.key'), 'utf8');
    await stop(first);
    const second = await startCli({ cwd });
    expect(second.line.ca).toEqual({ ...first.line.ca, created: false });
    expect(second.line.admin.token).not.toBe(first.line.admin.token);
    expect([await readFile(join(certs, 'ca.key'), 'utf8'), second.ca]).toEqual([key, first.ca]);
    expect((await readdir(certs)).sort()).toEqual(['ca.key', 'ca.pem']);
  });
});

describe('the banner', () => {
  it.each([
    ['plain where no terminal reads', {}, false],
    ['in colours where FORCE_COLOR asks for them', { FORCE_COLOR: '1' }, true],
    ['plain with NO_COLOR, whatever else is set', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('is %s', async (_, env, isColoured) => {
    const gate = spawnCli(['start'], { cwd: await echoFolder(), env });
    const text = await gate.printed(/hello\n/);
    expect(text.includes('\u001b[')).toBe(isColoured);
    const [, port] = /curl -x http:\/\/127\.0\.0\.1:(\d+) --cacert certs\/ca\.pem https:/.exec(text) ?? [];
    expect(text).toContain(`proxy  http://127.0.0.1:${port}\n`);
    expect(await connectStatus({ port: Number(port) }, 'echo.mpgate.test')).toBe(200);
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

describe('what keeps the gate from starting', () => {
  it.each([
    ['the proxy port', '--port', {}],
    ['the admin port', '--admin-port', {}],
  ])('%s is in use: exit code 3 and one sentence with the port and the way out', async (_, option, gate) => {
    const cwd = await echoFolder(gate);
    const port = await heldPort();
    const { code, stdout, stderr } = await runCli(['start', option, String(port)], { cwd });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^mpgate: .*\bport\b.*\b(in use|holds it)\b/);
    expect(stderr).toContain(String(port));
    expect(stderr).toContain(option);
  });

  it('the port of a further listener is in use: the same', async () => {
    const port = await heldPort();
    const cwd = await echoFolder({ listeners: [{ port, app: ECHO_APP }] });
    const { code, stderr } = await runCli(['start'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toMatch(new RegExp(`^mpgate: .*\\b${port}\\b.*in use.*\n$`));
  });

  const made = async () => {
    const cwd = await echoFolder();
    const dir = join(cwd, 'certs');
    await openRoot({ dir });
    return { cwd, key: join(dir, 'ca.key') };
  };

  it.each<[string, (key: string) => Promise<unknown>, RegExp]>([
    ['is open to others', (key) => chmod(key, 0o644), /is open to other users \(mode 0644\)\. Run: chmod 600 /],
    ['cannot be read', (key) => rm(key).then(() => mkdir(key)), /cannot be read: it is a folder.* name another folder/],
    [
      'is another CA’s',
      async (key) => writeFile(key, await readFile((await made()).key)),
      /does not belong to the certificate .*\. Put the right one back\./,
    ],
  ])('the CA key %s: exit code 3 and one sentence with the file and the way out', async (_, spoil, message) => {
    const { cwd, key } = await made();
    await spoil(key);
    const { code, stdout, stderr } = await runCli(['start'], { cwd });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain(key);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('two mistakes in two files: exit code 2, each with file, line and column', async () => {
    const cwd = await folder({
      'config/mpgate.json': '{\n  "listen": { "port": "8080" }\n}',
      'config/apps/shop.json': '{ "appid": "wx0123456789abcdef", "name": "Shop", "profile": "tcsas",\n "domain": {} }',
    });
    const { code, stdout, stderr } = await runCli(['start'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^config\/mpgate\.json:2:23 {2}listen\.port {2}.*$/m);
    expect(stderr).toMatch(/^config\/apps\/shop\.json:2:2 {2}domain {2}.*"domains".*$/m);
    expect(stderr).toMatch(/\n2 problems\n$/);
    expect(await readdir(cwd)).toEqual(['config']);
  });

  it('a session file that cannot be written: exit code 3 and one sentence', async () => {
    const cwd = await echoFolder({ record: { file: 'none/here.ndjson' } });
    const { code, stderr } = await runCli(['start'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^mpgate: The session file .*here\.ndjson cannot be opened .*\n$/);
  });
});

describe('a reload', () => {
  const withDomain = (host: string) => ({ ...echoApp, domains: { request: [`https://${host}`] } });
  const write = (file: string, content: object | string) =>
    writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));

  it('SIGHUP reads the files, from the very moment that the line is printed', async () => {
    const gate = await startCli({ cwd: await echoFolder() });
    gate.kill('SIGHUP');
    await gate.logged(/info {2}The apps were read again: wx0123456789abcdef\./);
    expect((await get(gate, '/hello')).status).toBe(200);
  });

  it('a change of an app file is taken over by itself; a broken one changes nothing and names its mistakes', async () => {
    const cwd = await echoFolder();
    const file = join(cwd, 'config/apps/echo.json');
    const gate = await startCli({ cwd });
    expect(await connectStatus(gate, 'api.shop.test')).toBe(403);
    await write(file, withDomain('api.shop.test'));
    await gate.logged(/read again/);
    expect(await connectStatus(gate, 'api.shop.test')).toBe(200);
    expect(await connectStatus(gate, 'echo.mpgate.test')).toBe(403);

    await write(file, '{ "appid": "wx0123456789abcdef",\n  "profile": "icq" }');
    const log = await gate.logged(/\d problems?\n/);
    expect(log).toMatch(
      /error {2}The files were not taken over, and the gate goes on with what it had:\n +config\/apps\/echo\.json:2:14 {2}profile {2}/,
    );
    expect(await connectStatus(gate, 'api.shop.test')).toBe(200);

    await write(file, withDomain('cdn.shop.test'));
    await gate.logged(/read again[\s\S]*not taken over[\s\S]*read again/);
    expect(await connectStatus(gate, 'cdn.shop.test')).toBe(200);
    expect(await connectStatus(gate, 'api.shop.test')).toBe(403);
  });

  it('an app file that comes later is found, and one that goes is let go', async () => {
    const cwd = await echoFolder();
    const gate = await startCli({ cwd });
    const file = join(cwd, 'config/apps/shop.json');
    await write(file, { ...echoApp, appid: 'wxfedcba9876543210', domains: {} });
    await gate.logged(/read again: wx0123456789abcdef, wxfedcba9876543210\./);
    await rm(file);
    await gate.logged(/wxfedcba9876543210\.\n[\s\S]*read again: wx0123456789abcdef\./);
  });

  it('an app that is added over the API does not leave clients that name none without rules', async () => {
    const gate = await startCli({ cwd: await echoFolder({ defaultApp: null }) });
    const url = `http://127.0.0.1:${gate.line.admin.port}/api/v1/apps/wxfedcba9876543210`;
    const headers = { authorization: `Bearer ${gate.line.admin.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ ...echoApp, appid: 'wxfedcba9876543210', domains: {} });
    expect((await fetch(url, { method: 'PUT', headers, body })).status).toBe(201);
    const log = await gate.logged(/read again: wx0123456789abcdef, wxfedcba9876543210\./);
    expect(log).toMatch(/ {2}warn {2}wx0123456789abcdef stays the default app until the gate is started again/);
    expect(await connectStatus(gate, 'echo.mpgate.test')).toBe(200);
  });

  it('of mpgate.json it takes over who may come in: a user who is new may, one who is gone may not, open tunnels stay', async () => {
    const cwd = await echoFolder({ clients: { users: { anna: users.anna } } });
    const file = join(cwd, 'config/mpgate.json');
    const settings = JSON.parse(await readFile(file, 'utf8'));
    const gate = await startCli({ cwd });
    const codeOf = (user: AskOptions) => connectStatus(gate, 'echo.mpgate.test', user);
    expect([await codeOf(ANNA), await codeOf(BEN)]).toEqual([200, 407]);
    const annas = await secure(gate, 'echo.mpgate.test', ANNA);
    await write(file, { ...settings, clients: { users: { ben: users.ben } } });
    gate.kill('SIGHUP');
    await until('the new user may come in', async () => (await codeOf(BEN)) === 200);
    expect(await codeOf(ANNA)).toBe(407);
    const raw = 'GET / HTTP/1.1\r\nHost: echo.mpgate.test\r\nConnection: close\r\n\r\n';
    expect(await exchangeRaw(annas, raw)).toMatch(/^HTTP\/1\.1 200 /);
    expect(gate.stderr()).not.toContain('Start the gate again');
  });

  it('and from where they may, and which load balancer tells it', async () => {
    const cwd = await echoFolder();
    const file = join(cwd, 'config/mpgate.json');
    const settings = JSON.parse(await readFile(file, 'utf8'));
    const gate = await startCli({ cwd });
    const raw = 'CONNECT api.shop.test:443 HTTP/1.1\r\nHost: api.shop.test\r\nConnection: close\r\n\r\n';
    const reasonOf = async (line = '') => exchangeRaw(await dial(gate), `${line}${raw}`);
    expect(await reasonOf()).toContain('domain-allowlist');
    await write(file, { ...settings, clients: { allow: ['192.0.2.0/24'] } });
    gate.kill('SIGHUP');
    await until('the address may not come in', async () => (await reasonOf()).includes('may not use this gate'));
    const listen = { ...settings.listen, proxyProtocol: 'accept', trustedProxies: ['127.0.0.1'] };
    await write(file, { ...settings, listen, clients: { allow: ['192.0.2.0/24'] } });
    gate.kill('SIGHUP');
    const line = (address: string) => `PROXY TCP4 ${address} 10.0.0.1 1 2\r\n`;
    await until('the balancer is believed', async () =>
      (await reasonOf(line('192.0.2.2'))).includes('domain-allowlist'),
    );
    expect(await reasonOf(line('198.51.100.1'))).toContain('198.51.100.1 may not use this gate');
  });

  it('of mpgate.json it takes over the apps, and says what needs a new start', async () => {
    const cwd = await echoFolder({}, { 'more/shop.json': { ...echoApp, appid: 'wxfedcba9876543210', domains: {} } });
    const gate = await startCli({ cwd });
    const settings = JSON.parse(await readFile(join(cwd, 'config/mpgate.json'), 'utf8'));
    await write(join(cwd, 'config/mpgate.json'), {
      ...settings,
      apps: ['../more/shop.json'],
      defaultApp: null,
      block: 'cut',
      limits: { idleMs: 1000 },
    });
    await gate.logged(/Start the gate again for what is new in block, limits\.idleMs\./);
    expect(await connectStatus(gate, 'echo.mpgate.test')).toBe(403);
    // The file that was not there at the start is watched from now on.
    await write(join(cwd, 'more/shop.json'), { ...echoApp, appid: 'wxaaaaaaaaaaaaaaaa' });
    await gate.logged(/read again: wxaaaaaaaaaaaaaaaa\./);
    expect(await connectStatus(gate, 'echo.mpgate.test')).toBe(200);
  });

  it('with --log-format json its mistakes are one log line', async () => {
    const cwd = await echoFolder();
    const gate = await startCli({ cwd }, '--log-format', 'json');
    await write(join(cwd, 'config/apps/echo.json'), '{}');
    const log = await gate.logged(/\n/);
    expect(JSON.parse(log)).toMatchObject({
      level: 50,
      msg: expect.stringMatching(/not taken over.*:\n.*echo\.json:1:1/),
    });
  });
});

describe('the end', () => {
  /** A request whose body is not whole yet. */
  const underWay = async (gate: Started) => {
    const socket = await secure(gate);
    socket.setEncoding('latin1');
    socket.write('POST /slow HTTP/1.1\r\nHost: echo.mpgate.test\r\nContent-Type: application/json\r\n');
    socket.write('Content-Length: 4\r\nExpect: 100-continue\r\n\r\n');
    const [interim] = await once(socket, 'data');
    expect(interim).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    return socket;
  };

  it('SIGTERM: a request under way is finished, new connections are refused, then the table, exit code 0', async () => {
    const gate = await startCli({ cwd: await echoFolder() });
    const ready = await gate.admin('/readyz', '');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok' }]);
    const socket = await underWay(gate);
    gate.kill('SIGTERM');
    await gate.logged(/info {2}Waiting for one flow under way, 60 s at most\. A second signal ends them now\./);
    expect((await gate.admin('/readyz', '')).status).toBe(503);
    expect((await gate.admin('/healthz', '')).status).toBe(200);
    await expect(dial(gate)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    socket.write('null');
    const [answer] = await once(socket, 'data');
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*"bodyBytes": 4/);
    const { code, stderr } = await gate.ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(/POST https:\/\/echo\.mpgate\.test\/slow {2}200[\s\S]*\n\n {2}rule +pass +fail +warn/);
    expect(stderr).toMatch(/\n1 flow: 1 completed, 0 refused, 0 failed, 0 aborted, 0 open\.\nPASS: .*\.\n$/);
  });

  it('a second SIGTERM stops at once, and what was under way is recorded as ended by the gate', async () => {
    const cwd = await echoFolder({ record: { file: '../session.ndjson' } });
    const gate = await startCli({ cwd });
    const ws = await webSocket(gate);
    const request = await underWay(gate);
    const closed = Promise.all([once(ws, 'close'), once(request, 'close')]);
    gate.kill('SIGTERM');
    await gate.logged(/Waiting for 2 flows/);
    gate.kill('SIGTERM');
    const { code, stderr } = await gate.ended;
    await closed;
    expect(code).toBe(0);
    expect(stderr).toMatch(/2 flows: 0 completed, 0 refused, 0 failed, 2 aborted, 0 open\./);
    const ends = (await eventsIn(join(cwd, 'session.ndjson'))).filter(({ type }) => TERMINAL.test(type));
    expect(ends).toMatchObject([
      { type: 'flow.aborted', by: 'gate' },
      { type: 'flow.aborted', by: 'gate' },
    ]);
  });

  it('SIGINT with nothing under way ends as quickly, and says nothing of waiting', async () => {
    const gate = await startCli({ cwd: await echoFolder() });
    gate.kill('SIGINT');
    const { code, stderr } = await gate.ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain('Waiting');
    expect(stderr).toMatch(/\nNOTHING SEEN: .*\.\n$/);
  });
});

describe('settings', () => {
  it('--app FILE is enough, without mpgate.json', async () => {
    const cwd = await folder({ 'shop.json': echoApp });
    const gate = await startCli({ cwd, env: { MPGATE_LISTEN_HOST: '127.0.0.1' } }, '--app', 'shop.json');
    expect(gate.line).toMatchObject({ apps: [ECHO_APP], defaultApp: ECHO_APP });
    expect(gate.line.ca.file).toBe(join(cwd, 'certs', 'ca.pem'));
    expect((await get(gate, '/hello')).status).toBe(200);
  });

  it('each of several listeners has its app', async () => {
    const none = 'wxfedcba9876543210';
    const cwd = await echoFolder(
      {
        listeners: [
          { port: 0, app: ECHO_APP },
          { port: 0, app: none },
        ],
      },
      { 'config/apps/none.json': { ...echoApp, appid: none, domains: {} } },
    );
    const { line } = await startCli({ cwd });
    expect(line.listeners.map(({ app }) => app)).toEqual([null, ECHO_APP, none]);
    expect(new Set(line.listeners.map(({ port }) => port)).size).toBe(3);
    const answers = line.listeners.map((listener) => connectStatus(listener, 'echo.mpgate.test'));
    expect(await Promise.all(answers)).toEqual([200, 200, 403]);
    await expect(tunnel({ port: line.listeners[2]?.port ?? 0 }, 'echo.mpgate.test:443')).rejects.toThrow(none);
  });

  it('flag before environment before file before default', async () => {
    const cwd = await echoFolder({ listen: { host: '127.0.0.2', port: 1 }, admin: { port: 2, token: 'of-the-file' } });
    const env = {
      MPGATE_LISTEN_HOST: '127.0.0.3',
      MPGATE_LISTEN_PORT: '3',
      MPGATE_ADMIN_TOKEN: 'of-the-environment',
      MPGATE_CA_DIR: 'ca-of-the-environment',
      MPGATE_RECORD_FLOWS: '2',
    };
    const gate = await startCli({ cwd, env }, '--host', '127.0.0.1', '--ca-dir', 'ca-of-the-flag');
    expect(gate.line.listeners).toMatchObject([{ host: '127.0.0.1' }]);
    expect(gate.line.admin.token).toBe('of-the-environment');
    expect(gate.line.ca.file).toBe(join(cwd, 'ca-of-the-flag', 'ca.pem'));
    for (const path of ['/1', '/2', '/3']) await get(gate, path);
    expect(await flowsOf(gate)).toHaveLength(2);
  });
});

describe('the admin port', () => {
  it('is healthy and ready, counts for Prometheus, and asks for the token behind /api', async () => {
    const gate = await startCli({ cwd: await echoFolder() });
    await get(gate, '/hello');
    const metrics = await gate.admin('/metrics', '');
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await metrics.text()).toMatch(/^mpgate_\w*flows\w*\{[^}]*\} 1$/m);
    for (const path of ['/api/v1/flows', '/api/v1/report', '/api/v1/none']) {
      const [none, wrong] = await Promise.all([gate.admin(path, ''), gate.admin(path, 'wrong')]);
      expect([path, none.status, wrong.status]).toEqual([path, 401, 401]);
    }
    const flows = await flowsOf(gate);
    expect(flows).toMatchObject([{ url: 'https://echo.mpgate.test/hello', appid: ECHO_APP }]);
    expect((await gate.admin(`/api/v1/flows/${flows[0]?.id}`)).status).toBe(200);
    expect(await (await gate.admin('/api/v1/report')).json()).toMatchObject({ version: 1, verdict: 'pass' });
  });
});

describe('the HAR', () => {
  it.each([
    ['--har', ['--har', 'out.har'], {}, {}],
    ['MPGATE_RECORD_HAR', [], { MPGATE_RECORD_HAR: 'out.har' }, {}],
    ['"record.har", beside a session file', [], {}, { record: { har: '../out.har', file: '../session.ndjson' } }],
  ])('%s: is whole after a SIGTERM, with what was refused and what was under way', async (_, args, env, settings) => {
    const cwd = await echoFolder(settings);
    const gate = await startCli({ cwd, env }, ...args);
    expect((await get(gate, '/one?token=s3cret')).status).toBe(200);
    expect(await connectStatus(gate, 'other.mpgate.test')).toBe(403);
    const ws = await webSocket(gate);
    gate.kill('SIGTERM');
    await gate.logged(/Waiting for one flow/);
    gate.kill('SIGTERM');
    await once(ws, 'close');
    expect((await gate.ended).code).toBe(0);
    const text = await readFile(join(cwd, 'out.har'), 'utf8');
    const har: Har = JSON.parse(text);
    expect(harFaults(har)).toEqual([]);
    expect(text).not.toContain('s3cret');
    expect(har.log.entries.map(({ request: { url }, response: { status } }) => [url, status])).toEqual([
      ['https://echo.mpgate.test/one?token=***', 200],
      ['https://other.mpgate.test/', 0],
      ['wss://echo.mpgate.test/ws', 0],
    ]);
  });

  it('of a command behind the gate, too', async () => {
    const cwd = await echoFolder();
    const { code } = await runCli(['exec', '--har', 'out.har', '--', 'true'], { cwd });
    const har: Har = JSON.parse(await readFile(join(cwd, 'out.har'), 'utf8'));
    expect([code, har.log.entries, harFaults(har)]).toEqual([0, [], []]);
  });

  it('a place that is none: exit code 2 and one sentence', async () => {
    const { code, stderr } = await runCli(['start', '--har', 'none/out.har'], { cwd: await echoFolder() });
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      expect.stringMatching(/^mpgate: the report .*out\.har cannot be written \(ENOENT\)$/),
    ]);
  });
});

describe('the session file', () => {
  it('is NDJSON, readable by its owner only, and every flow in it ends once', async () => {
    const cwd = await echoFolder({ record: { file: '../session.ndjson' } });
    const file = join(cwd, 'session.ndjson');
    const gate = await startCli({ cwd });
    await get(gate, '/one');
    expect(await connectStatus(gate, 'other.mpgate.test')).toBe(403);
    const ws = await webSocket(gate);
    await echoed(ws, 'hello');
    ws.close();
    await once(ws, 'close');
    (await secure(gate)).end('GET /left HTTP/1.1\r\nHost: echo.mpgate.test\r\n\r\n');
    const socket = await secure(gate);
    socket.write('PATCH /refused HTTP/1.1\r\nHost: echo.mpgate.test\r\n\r\n');
    await once(socket, 'data');
    await stop(gate);
    expect(await mode(file)).toBe('600');
    const events = await eventsIn(file);
    expect(events.every(({ v, at }) => v === 1 && Math.abs(Date.now() - at) < 60_000)).toBe(true);
    const began = events.flatMap((event) => (event.type === 'flow.began' ? [event] : []));
    expect(began.map(({ url }) => url).sort()).toEqual([
      'https://echo.mpgate.test/left',
      'https://echo.mpgate.test/one',
      'https://echo.mpgate.test/refused',
      'other.mpgate.test:443',
      'wss://echo.mpgate.test/ws',
    ]);
    for (const { flow } of began) {
      const types = events.filter((event) => event.flow === flow).map(({ type }) => type);
      expect(types.filter((type) => TERMINAL.test(type))).toHaveLength(1);
      expect([types.at(0), TERMINAL.test(types.at(-1) ?? '')]).toEqual(['flow.began', true]);
    }
  });
});

it('wss passes through CONNECT: text and binary come back as they went', async () => {
  const gate = await startCli({ cwd: await echoFolder() });
  const ws = await webSocket(gate);
  const text = await echoed(ws, 'grüß dich');
  expect([String(text.data), text.isBinary]).toEqual(['grüß dich', false]);
  const bytes = Buffer.alloc(100_000, 7);
  const binary = await echoed(ws, bytes);
  expect([binary.data.equals(bytes), binary.isBinary]).toEqual([true, true]);
  ws.close(4001, 'done');
  expect(await once(ws, 'close')).toEqual([4001, Buffer.from('done')]);
});
