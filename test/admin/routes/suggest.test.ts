import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../support/cli.ts';
import { ask } from '../../support/client.ts';
import { httpsOrigin, mirror } from '../../support/origin.ts';
import { APPID, openWorld } from '../../support/world.ts';
import { askAdmin } from '../asked.ts';

describe('GET /api/v1/domains/suggest', () => {
  it('says of the live session what the command says of its file', async () => {
    const origin = await httpsOrigin(mirror);
    const world = await openWorld({
      resolve: { 'api.shop.test': origin.port },
      gate: { record: { file: './session.ndjson' } },
    });
    await ask(world, 'https://api.shop.test/');
    for (const url of ['https://new.shop.test/', 'http://new.shop.test/']) await ask(world, url).catch(() => {});
    const live = await askAdmin(world, `/api/v1/domains/suggest?appid=${APPID}`);
    await world.gateway.close();
    const [session, app] = [join(world.folder, 'session.ndjson'), join(world.folder, 'apps', '0.json')];
    const { stdout } = await runCli(['domains', 'suggest', session, '--app', app, '--json']);
    expect(live.status).toBe(200);
    const { events, ...said } = live.json();
    const { events: written, ...ofFile } = JSON.parse(stdout);
    expect(said).toEqual(ofFile);
    expect(said.missing).toMatchObject([{ list: 'request', entry: 'https://new.shop.test' }]);
    expect(said.lists.request).toContain('https://api.shop.test');
    expect([events > 5, written > 5]).toEqual([true, true]);
  });

  it('says how many flows it could not count', async () => {
    const world = await openWorld({ gate: { record: { flows: 1 } } });
    for (const n of [1, 2, 3]) await ask(world, `http://new.shop.test/${n}`).catch(() => {});
    expect((await askAdmin(world, '/api/v1/domains/suggest')).json()).toMatchObject({ appid: APPID, notCounted: 2 });
  });

  it.each([
    ['?appid=none', 404, APPID],
    ['?appid=', 400, 'appid'],
    ['?app=x', 400, 'app'],
    ['?__proto__=x', 400, '__proto__'],
  ])('refuses %s', async (query, status, word) => {
    const answer = await askAdmin(await openWorld(), `/api/v1/domains/suggest${query}`);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(word)]);
  });
});
