/** Guesses, floods and the reader who would be more, at the admin port of a whole gate. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askAdmin } from '../admin/asked.ts';
import { answersIn } from '../support/answers.ts';
import { until } from '../support/until.ts';
import { APPID, openWorld, type World } from '../support/world.ts';

const READER = 'only-reads';
const opened = () => openWorld({ gate: { admin: { port: 0, token: 'changes-too', readToken: READER } } });

const asReader = { headers: { authorization: `Bearer ${READER}` } };

/** Many requests on one connection, at once. */
const flood = async ({ gateway: { admin } }: World, path: string, count: number): Promise<readonly number[]> => {
  const socket = connect(admin.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
  });
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(count));
  socket.end();
  await once(socket, 'close');
  return answersIn(text).map(({ status }) => status);
};

describe('the read-only role', () => {
  it('reads everything, and changes nothing', async () => {
    const world = await opened();
    for (const path of ['report', 'flows', 'apps', 'devices', 'har', 'domains/suggest'])
      expect([path, (await askAdmin(world, `/api/v1/${path}`, asReader)).status]).toEqual([path, 200]);
    const before = await Promise.all(['apps', 'devices', 'report'].map((path) => world.admin(`/api/v1/${path}`)));
    for (const [method, path, body] of [
      ['PUT', `/api/v1/apps/${APPID}`, `{"appid":"${APPID}","name":"Taken over"}`],
      ['PUT', '/api/v1/devices/10.0.0.1', '{"foreground":false}'],
      ['POST', '/api/v1/session/reset', '{}'],
      ['POST', '/api/v1/explain', '{"url":"https://api.shop.test"}'],
    ] as const) {
      const answer = await askAdmin(world, path, { method, body, ...asReader });
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.json()).toMatchObject({ status: 403, detail: expect.stringContaining('read-only') });
    }
    const after = await Promise.all(['apps', 'devices', 'report'].map((path) => world.admin(`/api/v1/${path}`)));
    expect(after).toEqual(before);
  });

  it('has a cookie that changes nothing either', async () => {
    const world = await opened();
    const shown = await askAdmin(world, `/api/v1/report?token=${READER}`, { headers: { authorization: '' } });
    const [cookie = ''] = (shown.headers.get('set-cookie') ?? '').split(';');
    const none = { authorization: '', cookie };
    const read = await askAdmin(world, '/api/v1/report', { headers: none });
    const changed = await askAdmin(world, '/api/v1/session/reset', { method: 'POST', headers: none });
    expect([read.status, changed.status]).toEqual([200, 403]);
  });

  it('stands with its token in no log line and no answer', async () => {
    const world = await opened();
    await askAdmin(world, '/api/v1/report', asReader);
    const said = await Promise.all(
      ['/openapi.json', '/docs', '/metrics', '/api/v1/report', '/api/v1/apps'].map((path) => askAdmin(world, path)),
    );
    for (const text of [world.log(), ...said.map((answer) => answer.text)]) {
      expect(text).not.toContain(READER);
      expect(text).not.toContain('changes-too');
    }
  });
});

describe('an address that guesses', () => {
  it('is soon not listened to, and told when it will be, while a browser with a cookie goes on', async () => {
    const world = await opened();
    const shown = await askAdmin(world, '/api/v1/report?token=changes-too', { headers: { authorization: '' } });
    const [cookie = ''] = (shown.headers.get('set-cookie') ?? '').split(';');
    const guesses = [];
    for (let n = 0; n < 30; n += 1) {
      const headers = { authorization: `Bearer guess-${n}` };
      guesses.push((await askAdmin(world, '/api/v1/report', { headers })).status);
    }
    expect(guesses).toEqual([...Array(20).fill(401), ...Array(10).fill(429)]);
    const late = await askAdmin(world, '/api/v1/report');
    expect([late.status, Number(late.headers.get('retry-after')) > 0]).toEqual([429, true]);
    const withCookie = { headers: { authorization: '', cookie } };
    expect((await askAdmin(world, '/api/v1/report', withCookie)).status).toBe(200);
  });
});

describe('a flood', () => {
  it('of requests is answered with 429 past its bound, and the port goes on after it', async () => {
    const world = await opened();
    const statuses = await flood(world, '/healthz', 6000);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(2000);
    await until('it answers again', async () => (await askAdmin(world, '/healthz')).status === 200);
  });

  it('of readers of the events leaves sixteen of them, and the gate at work', async () => {
    const world = await opened();
    const open = () => fetch(`http://127.0.0.1:${world.gateway.admin.port}/api/v1/events`, asReader);
    const readers = await Promise.all(Array.from({ length: 100 }, open));
    onTestFinished(async () => void (await Promise.all(readers.map(({ body }) => body?.cancel()))));
    const count = (status: number) => readers.filter((one) => one.status === status).length;
    expect([count(200), count(429)]).toEqual([16, 84]);
    expect((await askAdmin(world, '/api/v1/report')).status).toBe(200);
  });
});

describe('every answer of the admin port', () => {
  it.each(['/healthz', '/docs', '/metrics', '/api/v1/report', '/nothing', '/openapi.json', '/%zz'])(
    'at %s forbids a browser to run, frame, guess or keep it',
    async (path) => {
      const { headers } = await askAdmin(await opened(), path);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
      expect(Object.fromEntries(headers)).toMatchObject({
        ...{ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' },
        ...{ 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin' },
      });
    },
  );
});
