import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Report } from '../../src/events/report.ts';
import { events, session } from '../reports/made.ts';
import { runCli } from '../support/cli.ts';
import { tunnel } from '../support/client.ts';
import { folder } from '../support/folder.ts';
import { echoApp, echoFolder, get, type Started, secure, startCli } from '../support/started.ts';

const ndjson = (list: readonly object[]): string => list.map((event) => `${JSON.stringify(event)}\n`).join('');

const schema = new URL('../../docs/report.schema.json', import.meta.url);
const validate = new Ajv2020({ strict: false }).compile(JSON.parse(await readFile(schema, 'utf8')));

/** Opens and closes a socket to the origin inside the gate, at this port. */
const greet = async (gate: Pick<Started, 'port' | 'ca'>, port: number): Promise<void> => {
  const host = 'echo.mpgate.test';
  const tls = connectTls({ socket: await tunnel(gate, `${host}:${port}`), ca: gate.ca, servername: host });
  await once(tls, 'secureConnect');
  const client = new WebSocket(`wss://${host}:${port}/ws`, { createConnection: () => tls });
  await once(client, 'open');
  client.close();
  await once(client, 'close');
};

describe('mpgate report', () => {
  it('gives the report of the gate that wrote the file, as text and as JSON', async () => {
    const cwd = await echoFolder({ record: { file: '../session.ndjson' } });
    const gate = await startCli({ cwd });
    expect((await get(gate, '/one')).status).toBe(200);
    await expect(secure(gate, 'other.mpgate.test')).rejects.toThrow();
    await expect
      .poll(async () => (await gate.admin('/api/v1/report')).json())
      .toMatchObject({ flows: { completed: 1, refused: 1 } });
    const live: Report = JSON.parse(await (await gate.admin('/api/v1/report')).text());
    gate.kill('SIGTERM');
    const { stderr } = await gate.ended;
    const asJson = await runCli(['report', 'session.ndjson', '--format', 'json'], { cwd });
    expect([asJson.code, asJson.stderr]).toEqual([1, '']);
    expect(JSON.parse(asJson.stdout)).toEqual(live);
    const asText = await runCli(['report', 'session.ndjson'], { cwd });
    expect(asText.code).toBe(1);
    expect(stderr.trimEnd().endsWith(asText.stdout.trimEnd())).toBe(true);
    expect(asText.stdout).toMatch(
      /^ {2}finding +now +in the release build\n {2}domain-allowlist ×1 +refused; with debug on/,
    );
  });

  it('a gate that was killed leaves a file that is read up to the last whole line', async () => {
    const cwd = await echoFolder({ record: { file: '../session.ndjson' } });
    const gate = await startCli({ cwd });
    for (const path of ['/one', '/two', '/three']) expect((await get(gate, path)).status).toBe(200);
    const file = join(cwd, 'session.ndjson');
    await expect.poll(async () => (await readFile(file, 'utf8')).match(/flow\.completed/g)?.length).toBe(3);
    gate.kill('SIGKILL');
    await gate.ended;
    const text = await readFile(file, 'utf8');
    const whole = await runCli(['report', 'session.ndjson', '--format', 'json'], { cwd });
    expect([whole.code, JSON.parse(whole.stdout).flows]).toMatchObject([0, { seen: 3, completed: 3, open: 0 }]);
    await writeFile(file, text.slice(0, -20));
    const torn = await runCli(['report', 'session.ndjson', '--format', 'json'], { cwd });
    expect([torn.code, JSON.parse(torn.stdout).flows]).toMatchObject([0, { seen: 3, completed: 2, open: 1 }]);
    expect(torn.stderr).toBe(
      'mpgate: the last line of session.ndjson is torn, as a killed gate leaves it: the report has all lines before it.\n',
    );
  });

  it('writes --out and keeps stdout empty; says what cannot be read', async () => {
    const cwd = await folder({ 's.ndjson': `${ndjson([session(), ...events])}\nhello\n`, 'none.ndjson': '' });
    const ran = await runCli(['report', 's.ndjson', '--format', 'json', '--out', 'r.json'], { cwd });
    expect([ran.code, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toBe('mpgate: 1 line of s.ndjson cannot be read and are not in the report.\n');
    expect(JSON.parse(await readFile(join(cwd, 'r.json'), 'utf8'))).toMatchObject({ version: 1, verdict: 'fail' });
    const none = await runCli(['report', 'none.ndjson'], { cwd });
    expect([none.code, none.stderr]).toEqual([0, 'mpgate: none.ndjson holds no event of a session.\n']);
    expect(none.stdout).toContain('NOTHING SEEN');
  });

  it('--against: what would fail on another platform, as text, JSON and HTML', async () => {
    const gateApp = { ...echoApp, profile: 'wechat-current', domains: { connectSocket: ['wss://echo.mpgate.test'] } };
    const cwd = await echoFolder({ record: { file: '../session.ndjson' } }, { 'config/apps/echo.json': gateApp });
    const gate = await startCli({ cwd });
    await greet(gate, 8443);
    await expect
      .poll(async () => (await gate.admin('/api/v1/report')).json())
      .toMatchObject({ verdict: 'pass', flows: { seen: 1, open: 0 } });
    gate.kill('SIGTERM');
    await gate.ended;
    const text = await runCli(['report', 'session.ndjson', '--against', 'douyin'], { cwd });
    expect([text.code, text.stderr]).toEqual([1, '']);
    expect(text.stdout).toMatch(/^This session passes wechat-current and would fail douyin at this request:\n/);
    expect(text.stdout).toContain(' GET wss://echo.mpgate.test:8443/ws\n');
    expect(text.stdout).toContain('port-exact (S1:19): echo.mpgate.test may be reached at port 443 only, not at 8443.');
    expect(text.stdout).toContain('the client shows: connectSocket:fail url not in domain list (errno 600002)');
    const json = await runCli(['report', 'session.ndjson', '--against', 'douyin', '--format', 'json'], { cwd });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      verdict: 'pass',
      against: { profile: 'douyin', verdict: 'fail', flows: 1, requests: [{ rule: 'port-exact', recorded: 'passed' }] },
    });
    expect(validate(JSON.parse(json.stdout)), JSON.stringify(validate.errors)).toBe(true);
    const html = await runCli(['report', 'session.ndjson', '--against', 'douyin', '--format', 'html'], { cwd });
    expect([html.code, html.stdout.includes('<h2>Against douyin</h2>')]).toEqual([1, true]);
    const same = await runCli(['report', 'session.ndjson', '--against', 'wechat-current'], { cwd });
    expect([same.code, same.stdout.split('\n')[0]]).toEqual([
      0,
      'This session passes wechat-current and would pass wechat-current, as far as it was recorded.',
    ]);
    const own = { extends: 'wechat-current', wssPorts: { value: 'as-https', source: 'our contract' } };
    await writeFile(join(cwd, 'own.json'), JSON.stringify(own));
    const file = await runCli(['report', 'session.ndjson', '--against', './own.json'], { cwd });
    expect([file.code, file.stdout]).toEqual([1, expect.stringContaining('would fail own at this request')]);
  });

  it('--against a session without settings: 2, unless the app file is named', async () => {
    const shop = { appid: 'wx0123456789abcdef', domains: { request: ['https://echo.mpgate.test'] } };
    const cwd = await folder({ 's.ndjson': ndjson([session(), ...events]), 'shop.json': shop });
    const unknown = await runCli(['report', 's.ndjson', '--against', 'wechat'], { cwd });
    expect([unknown.code, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toContain(
      's.ndjson does not have the settings of wx0123456789abcdef; name its file with --app FILE',
    );
    const named = await runCli(['report', 's.ndjson', '--against', 'wechat', '--app', 'shop.json'], { cwd });
    expect([named.code, named.stderr]).toEqual([1, '']);
    expect(named.stdout).toMatch(
      /^This session fails its own platform|^This session fails tcsas and would fail wechat/,
    );
  });

  it.each([
    ['warnings alone', [], {}, 0],
    ['warnings alone, --fail-on warn', ['--fail-on', 'warn'], {}, 1],
    ['warnings alone, MPGATE_FAIL_ON=warn', [], { MPGATE_FAIL_ON: 'warn' }, 1],
  ])('%s', async (_, args, env, expected) => {
    const let_ = events.filter(({ flow }) => flow === 'let' || flow === 'good');
    const cwd = await folder({ 's.ndjson': ndjson([session(), ...let_]) });
    const { code, stdout, stderr } = await runCli(['report', 's.ndjson', ...args], { cwd, env });
    expect(code).toBe(expected);
    expect(stdout).toMatch(/^! port-exact +warn /m);
    expect(stderr.startsWith('mpgate: rules of effect "warn" were violated')).toBe(expected === 1);
  });

  it.each([
    ['an effect that is none', ['report', 's.ndjson', '--fail-on', 'x'], '--fail-on takes error or warn, not "x"'],
    [
      'a platform that is none',
      ['report', 's.ndjson', '--against', 'douyn'],
      '"douyn" is no profile; did you mean "douyin"?',
    ],
    ['a profile file that is not there', ['report', 's.ndjson', '--against', './x.json'], 'x.json'],
    [
      'a form that has no place for it',
      ['report', 's.ndjson', '--against', 'douyin', '--format', 'har'],
      '--against is told as text, json, html, not as har',
    ],
    ['an app and no platform', ['report', 's.ndjson', '--app', 'a.json'], '--app is for --against'],
    ['no file', ['report'], 'Not enough non-option arguments'],
    ['a file that is not there', ['report', 'x.ndjson'], 'The session file x.ndjson cannot be read (ENOENT)'],
    ['a form that is none', ['report', 's.ndjson', '--format', 'pdf'], 'pdf'],
    [
      'a place that is none',
      ['report', 's.ndjson', '--out', 'no/r.txt'],
      'the report no/r.txt cannot be written (ENOENT)',
    ],
  ])('%s: 2', async (_, args, message) => {
    const { code, stdout, stderr } = await runCli(args, { cwd: await folder({ 's.ndjson': ndjson(events) }) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it.skipIf(process.platform !== 'linux')('a full disk: 3', async () => {
    const cwd = await folder({ 's.ndjson': ndjson(events) });
    const { code, stderr } = await runCli(['report', 's.ndjson', '--out', '/dev/full'], { cwd });
    expect([code, stderr]).toEqual([3, 'mpgate: The report /dev/full is not whole: writing it failed (ENOSPC).\n']);
  });
});
