/** What a page, a neighbour or a stranger tries with the admin port. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { APPID, openWorld } from '../support/world.ts';

const NEW_APP = '/api/v1/apps/wxfedcba9876543210';
const changes: readonly (readonly [method: string, path: string, body: string])[] = [
  ['PUT', `/api/v1/apps/${APPID}`, `{"appid":"${APPID}","name":"Taken over"}`],
  ['PUT', NEW_APP, '{"appid":"wxfedcba9876543210","name":"New"}'],
  ['PUT', '/api/v1/devices/10.0.0.1', '{"foreground":false}'],
  ['POST', '/api/v1/explain', '{"url":"https://api.shop.test"}'],
  ['POST', '/api/v1/session/reset', '{}'],
];
const reads = [
  '/api/v1/apps',
  `/api/v1/apps/${APPID}`,
  '/api/v1/events',
  '/api/v1/domains/suggest',
  '/api/v1/har',
  '/api/v1/devices',
];

const opened = async () => {
  const world = await openWorld();
  const { port, token } = world.gateway.admin;
  const bearer = { authorization: `Bearer ${token}` };
  const url = `http://127.0.0.1:${port}`;
  const shown = await fetch(`${url}/api/v1/report?token=${token}`);
  const [cookie = ''] = (shown.headers.get('set-cookie') ?? '').split(';');
  const ask = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  /** All that a change could have changed. */
  const state = async () => ({
    app: readFileSync(join(world.folder, 'apps', '0.json'), 'utf8'),
    devices: await world.admin('/api/v1/devices'),
  });
  return { bearer, cookie, ask, state, url };
};

const json = { 'content-type': 'application/json' };

describe('the admin port', () => {
  it('gives nothing without the token, with a wrong one, or with a cookie of another', async () => {
    const { ask, state } = await opened();
    const before = await state();
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { cookie: 'mpgate=x; mpgate-8081=x' }]) {
      for (const path of reads) expect((await ask('GET', path, { ...headers })).status).toBe(401);
      for (const [method, path, body] of changes) {
        expect((await ask(method, path, { ...json, ...headers }, body)).status).toBe(401);
      }
    }
    expect(await state()).toEqual(before);
  });

  it('takes the cookie for the token', async () => {
    const { ask, cookie } = await opened();
    for (const path of reads) {
      const answer = await ask('GET', path, { cookie });
      expect(answer.status).toBe(200);
      await answer.body?.cancel();
    }
    for (const [method, path, body] of changes) {
      const { status } = await ask(method, path, { ...json, cookie }, body);
      expect([path, status]).toEqual([path, path === NEW_APP ? 201 : 200]);
    }
  });

  it.each([
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:3000' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('changes nothing for a page with %j, whether it has cookie or token', async (page) => {
    const { ask, state, bearer, cookie } = await opened();
    const before = await state();
    for (const pass of [{ ...bearer }, { cookie }]) {
      for (const [method, path, body] of changes) {
        const answer = await ask(method, path, { ...json, ...pass, ...page }, body);
        expect([path, answer.status]).toEqual([path, 403]);
      }
    }
    expect(await state()).toEqual(before);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'takes no body of the type "%s"',
    async (type) => {
      const { url, state, bearer } = await opened();
      const before = await state();
      for (const [method, path, body] of changes) {
        const headers = { ...bearer, ...(type ? { 'content-type': type } : {}) };
        const answer = await fetch(`${url}${path}`, { method, headers, body: Buffer.from(body) });
        expect([path, answer.status]).toEqual([path, 415]);
      }
      expect(await state()).toEqual(before);
    },
  );

  it.each([
    '{"__proto__":{"foreground":false,"url":"https://a.test"}}',
    '{"constructor":{"prototype":{"foreground":false}},"url":"https://a.test"}',
  ])('takes no prototype: %s', async (body) => {
    const { ask, state, bearer } = await opened();
    const before = await state();
    for (const [method, path] of changes) {
      const { status } = await ask(method, path, { ...bearer, ...json }, body);
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
    expect(await state()).toEqual(before);
    expect(Object.hasOwn(Object.prototype, 'foreground')).toBe(false);
  });

  it('takes no 10 MB of JSON, and goes on', async () => {
    const { ask, state, bearer } = await opened();
    const before = await state();
    const body = JSON.stringify({ url: 'x'.repeat(10_000_000) });
    for (const [method, path] of changes) {
      // The connection may break before the answer is read.
      const answer = await ask(method, path, { ...bearer, ...json }, body).catch(() => null);
      expect([path, answer?.status ?? 413]).toEqual([path, 413]);
    }
    expect(await state()).toEqual(before);
  });
});
