import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { APPID } from '../../support/world.ts';
import { commented, openEdited } from '../edited.ts';

/** Every file of the gate's folder but its CA, with its text. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'ca.key')
    .map(({ parentPath, name }) => `${name} ${readFileSync(join(parentPath, name), 'utf8')}`);

describe('PUT /api/v1/apps/:appid', () => {
  it.each(['application/json', 'application/jsonc', 'application/json; charset=utf-8'])('takes %s', async (type) => {
    const gate = await openEdited();
    expect((await gate.put(commented('cdn.shop.test'), { type })).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/html'])(
    'takes no %s',
    async (type) => {
      const gate = await openEdited();
      const before = gate.text();
      expect(await gate.put(commented('cdn.shop.test'), { type })).toMatchObject({ status: 415 });
      expect(gate.text()).toBe(before);
    },
  );

  it('takes no 10 MB of JSON', async () => {
    const gate = await openEdited();
    const before = gate.text();
    const answer = await gate.put(JSON.stringify({ appid: APPID, name: 'x'.repeat(10_000_000) })).catch(() => null);
    // The connection may break before the answer is read: the gate does not take the rest.
    expect(answer?.status ?? 413).toBe(413);
    expect(gate.text()).toBe(before);
  });

  it.each(['..%2f..%2fmpgate', '%2e%2e', '..%5c0', '0.json', `${APPID}%00`, 'apps%2f0', 'wxunknown', '__proto__'])(
    'knows no app %s, whatever path it would make',
    async (appid) => {
      const gate = await openEdited();
      const before = filesIn(gate.folder);
      const { port, token } = gate.gateway.admin;
      // A client that sends the path as it is written.
      const asked = request({ port, method: 'PUT', path: `/api/v1/apps/${appid}` });
      asked.setHeader('authorization', `Bearer ${token}`).setHeader('content-type', 'application/jsonc');
      const [answer] = await once(asked.end(commented('cdn.shop.test')), 'response');
      answer.resume();
      expect([404, 415]).toContain(answer.statusCode);
      expect(filesIn(gate.folder)).toEqual(before);
    },
  );

  it.each([
    '{"appid":"wx0123456789abcdef","__proto__":{"skipVerification":true}}',
    '{"appid":"wx0123456789abcdef","constructor":{"prototype":{"skipVerification":true}}}',
    '{"appid":"wx0123456789abcdef","domains":{"__proto__":{"request":["https://evil.test"]}}}',
    '{"appid":"wx0123456789abcdef","rules":{"prototype":"off"}}',
  ])('takes no prototype: %s', async (body) => {
    const gate = await openEdited();
    expect((await gate.put(body)).status).toBe(422);
    const fresh: Record<string, unknown> = {};
    expect([fresh.skipVerification, fresh.request]).toEqual([undefined, undefined]);
  });

  it('asks for the token', async () => {
    const gate = await openEdited();
    for (const authorization of ['', 'Bearer wrong']) {
      expect((await gate.put(commented('cdn.shop.test'), { headers: { authorization } })).status).toBe(401);
    }
    expect((await fetch(`${gate.url}/api/v1/apps`)).status).toBe(401);
  });
});
