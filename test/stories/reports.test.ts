import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { RuleRow } from '../../src/events/report.ts';
import { reportTable } from '../../src/events/table.ts';
import { createReplay } from '../../src/reports/replay.ts';
import type { Source } from '../../src/reports/source.ts';
import { startReport } from '../../src/reports/start-report.ts';
import { rules } from '../../src/rules/index.ts';
import { runCli } from '../support/cli.ts';
import { ask, secureTunnel } from '../support/client.ts';
import { folder } from '../support/folder.ts';
import { httpsOrigin } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { APPID, openWorld, SHOP, type World } from '../support/world.ts';

const OTHER = 'wxfedcba9876543210';

const forms = ['json', 'junit', 'sarif', 'html', 'har'] as const;

/** What every form says of all that the source tells from now on. */
const listen = (source: Source): (() => Readonly<Record<string, string>>) => {
  const started = forms.map((form) => {
    const parts: string[] = [];
    return { form, parts, finish: startReport(form, source, (text) => void parts.push(text)) };
  });
  return () => {
    for (const { finish } of started) finish();
    const text = reportTable(source.tally.report(), { columns: 100, colour: false });
    return { ...Object.fromEntries(started.map(({ form, parts }) => [form, parts.join('')])), text };
  };
};

const socket = async (world: World): Promise<void> => {
  const tls = await secureTunnel(world, 'echo.mpgate.test:443');
  const client = new WebSocket('wss://echo.mpgate.test/ws', { createConnection: () => tls });
  await once(client, 'open');
  client.close();
  await once(client, 'close');
};

const AWAY = '127.0.0.2';

/** In the background: what is under way ends in time, and nothing new begins. */
const goAway = async (world: World): Promise<void> => {
  const asked = ask(world, 'https://api.shop.test/late', { from: AWAY });
  await until('it is under way', async () => (await world.flows()).some(({ end }) => end === null));
  await world.tell({ foreground: false }, AWAY);
  expect((await ask(world, 'https://api.shop.test/new', { from: AWAY })).headers['x-mpgate-rule']).toBe(
    'background-blocked',
  );
  await ask(world, 'https://api.shop.test/release');
  expect((await asked).body).toBe('ok');
  await world.tell({ foreground: true }, AWAY);
};

/**
 * Two devices and two apps: requests, an upload, a download, a socket, the background, a refusal and what skipVerification
 * lets by.
 */
const play = async (world: World): Promise<void> => {
  await Promise.all(Array.from({ length: 12 }, (_, n) => ask(world, `https://api.shop.test/${n}`)));
  await ask(world, 'https://up.shop.test/up', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: '--b--',
  });
  await ask(world, 'https://cdn.shop.test/file', { from: AWAY });
  await ask(world, 'https://free.shop.test/?token=s3cret', { from: AWAY, user: OTHER });
  expect((await ask(world, 'https://other.shop.test/')).status).toBe(403);
  await socket(world);
  await goAway(world);
};

/** The answers of a server: the first ten wait for each other, so that all places of the device are taken at one time. */
const holding = () => {
  const held: ServerResponse[] = [];
  const late: ServerResponse[] = [];
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url === '/late') return void late.push(response);
    if (request.url === '/release') for (const one of late) one.end('ok');
    held.push(response);
    if (held.length >= 10) for (const one of held) one.end('ok');
  };
};

it('a session gives the same report live and from its file, in every form', async () => {
  const origin = await httpsOrigin(holding());
  const file = join(await folder({ x: '' }), 'session.ndjson');
  const hosts = ['api', 'up', 'cdn', 'free', 'other'].map((name) => [`${name}.shop.test`, origin.port]);
  const world = await openWorld({
    apps: [
      { domains: { ...SHOP, connectSocket: ['wss://echo.mpgate.test'] } },
      { appid: OTHER, name: 'Free', skipVerification: true },
    ],
    gate: { record: { file }, block: 'explain' },
    resolve: Object.fromEntries(hosts),
  });
  const live = listen(world.gateway.recording);
  await play(world);
  await world.gateway.drain(5000);
  const said = live();
  const replay = createReplay(rules);
  const again = listen(replay);
  expect(await replay.read(file)).toMatchObject({ unreadable: 0, torn: false });
  expect(again()).toEqual(said);
  for (const [form, text] of Object.entries(said)) {
    const { code, stdout, stderr } = await runCli(['report', file, '--format', form]);
    expect([form, code, stdout, stderr]).toEqual([form, 1, text, '']);
  }
  const report = JSON.parse(said.json ?? '');
  expect(report).toMatchObject({ verdict: 'fail', flows: { seen: 20, completed: 18, refused: 2, open: 0 } });
  expect(report.clients.map(({ appid, device }: { appid: string; device: string }) => [appid, device])).toEqual([
    [APPID, '127.0.0.1'],
    [APPID, AWAY],
    [OTHER, AWAY],
  ]);
  expect(report.findings.map(({ rule, now }: { rule: string; now: object }) => [rule, now])).toEqual(
    expect.arrayContaining([
      ['domain-allowlist', { outcome: 'allowed', exempt: 'skip-verification' }],
      ['domain-allowlist', { outcome: 'refused', exempt: 'debug' }],
    ]),
  );
  const states = Object.fromEntries(report.rules.map(({ rule, state }: RuleRow) => [rule, state]));
  expect(states).toMatchObject({
    'background-grace': 'pass',
    'background-blocked': 'fail',
    'concurrency-socket': 'pass',
  });
  expect(said.html).toContain('at most 10 of 10 at once');
  expect(said.html).not.toContain('s3cret');
  expect(JSON.parse(said.har ?? '').log.entries).toHaveLength(20);
});

it.skipIf(process.platform !== 'linux')('a full disk: the gate goes on, and says so once', async () => {
  const origin = await httpsOrigin((_, response) => void response.end('ok'));
  const world = await openWorld({
    gate: { record: { file: '/dev/full' } },
    resolve: { 'api.shop.test': origin.port },
  });
  for (const path of ['/1', '/2', '/3']) expect((await ask(world, `https://api.shop.test${path}`)).body).toBe('ok');
  await world.gateway.drain(5000);
  expect(world.log().match(/The session file \/dev\/full ends here/g)).toHaveLength(1);
  expect(world.gateway.report().flows.completed).toBe(3);
});
