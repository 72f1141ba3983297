import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ask, secureTunnel } from '../../support/client.ts';
import { echoApp } from '../../support/started.ts';
import { openWorld } from '../../support/world.ts';
import { askAdmin } from '../asked.ts';

describe('POST /api/v1/session/reset', () => {
  it('begins anew; a flow under way goes on and counts in the new session', async () => {
    const world = await openWorld({ app: echoApp });
    await ask(world, 'https://echo.mpgate.test/');
    await ask(world, 'http://other.shop.test/').catch(() => {});
    const under = await secureTunnel(world, 'echo.mpgate.test:443');
    under.write('POST / HTTP/1.1\r\nHost: echo.mpgate.test\r\nContent-Type: application/json\r\n');
    under.write('Expect: 100-continue\r\nContent-Length: 4\r\n\r\n');
    await once(under, 'data');
    expect(world.gateway.report()).toMatchObject({ verdict: 'fail', flows: { seen: 3, open: 1 } });
    const answer = await askAdmin(world, '/api/v1/session/reset', { method: 'POST' });
    expect(answer.json()).toEqual({ version: 1, at: expect.any(Number), flowsForgotten: 2, flowsOpen: 1 });
    expect(world.gateway.report()).toMatchObject({ verdict: 'pass', findings: [], flows: { seen: 1, open: 1 } });
    expect(await world.admin('/api/v1/devices')).toMatchObject({ devices: [{ session: 2 }] });
    under.write('null');
    await once(under, 'data');
    under.destroy();
    expect((await world.flows()).map(({ method, end }) => [method, end?.outcome])).toEqual([['POST', 'completed']]);
  });

  it('takes no plain text, and asks for the token', async () => {
    const world = await openWorld();
    const reset = (headers: Record<string, string>, body?: string) =>
      askAdmin(world, '/api/v1/session/reset', { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
    expect((await reset({ 'content-type': 'text/plain' }, 'x')).status).toBe(415);
    expect((await reset({ authorization: 'Bearer wrong' })).status).toBe(401);
  });
});
