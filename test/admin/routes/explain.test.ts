import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../support/cli.ts';
import { APPID, openWorld } from '../../support/world.ts';
import { askAdmin } from '../asked.ts';

describe('POST /api/v1/explain', () => {
  it.each([
    [{ url: 'https://api.shop.test/v1?q=1' }, 200],
    [{ url: 'https://other.test/', api: 'downloadFile' }, 200],
    [{ url: 'http://192.168.1.30/', device: '192.168.1.20' }, 200],
    [{ url: 'https://api.shop.test/', method: 'PATCH' }, 200],
    [{ url: 'wss://ws.shop.test/' }, 200],
  ])('says of %j what the command says', async (call, status) => {
    const world = await openWorld();
    const answer = await askAdmin(world, '/api/v1/explain', { method: 'POST', body: JSON.stringify(call) });
    expect(answer.status).toBe(status);
    const options = Object.entries(call).flatMap(([name, value]) => (name === 'url' ? [] : [`--${name}`, value]));
    const app = join(world.folder, 'apps', '0.json');
    const { stdout } = await runCli(['explain', call.url, '--app', app, ...options, '--json']);
    expect(answer.json()).toEqual(JSON.parse(stdout));
  });

  it.each([
    ['{}', 400, 'url'],
    ['{"url":"api.shop.test"}', 400, 'https://api.shop.test'],
    ['{"url":"https://a.test","api":"fetch"}', 400, 'api'],
    ['{"url":"https://a.test","device":"phone"}', 400, 'device'],
    ['{"url":"https://a.test","appid":"none"}', 404, APPID],
    ['{"url":"https://a.test","more":1}', 400, 'more'],
    ['{"url":"https://a.test","__proto__":{"api":"udp"}}', 400, 'JSON'],
    ['{"url":"https://a.test","constructor":{"prototype":{"api":"udp"}}}', 400, 'JSON'],
    [`{"url":"https://a.test/${'x'.repeat(10_000_000)}"}`, 413, 'large'],
  ])('refuses %.60s', async (body, status, word) => {
    const world = await openWorld();
    const answer = await askAdmin(world, '/api/v1/explain', { method: 'POST', body }).catch(() => null);
    // The connection may break under 10 MB before the answer is read.
    if (answer === null) return expect(status).toBe(413);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(word)]);
  });

  it('wants JSON, and the token', async () => {
    const world = await openWorld();
    const ask = (headers: Record<string, string>) =>
      askAdmin(world, '/api/v1/explain', { method: 'POST', body: '{"url":"https://a.test"}', headers });
    expect((await ask({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await ask({ authorization: 'Bearer wrong' })).status).toBe(401);
  });
});
