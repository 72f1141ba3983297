import { describe, expect, it } from 'vitest';
import { ask } from '../../support/client.ts';
import { httpsOrigin, mirror } from '../../support/origin.ts';
import { openWorld, trustedCa } from '../../support/world.ts';
import { askAdmin } from '../asked.ts';

const HOST = 'api.shop.test';
const URL_OF_IT = `https://${HOST}/`;

/** A gate whose app on this platform has the right pin. */
const opened = async (platform: 'ios' | 'android' | 'strictest') => {
  const { chain, key, pin } = trustedCa().issue({ names: [HOST], freshKey: true });
  const origin = await httpsOrigin(mirror, { cert: chain, key });
  const world = await openWorld({ app: { platform, certs: { [HOST]: [pin] } }, resolve: { [HOST]: origin.port } });
  const swap = (host = HOST) =>
    askAdmin(world, '/api/v1/drills/swap-key', { method: 'POST', body: JSON.stringify({ host }) });
  const got = async (from?: string) => {
    const { status, headers } = await ask(world, URL_OF_IT, from === undefined ? {} : { from });
    return status === 200 ? status : headers['x-mpgate-rule'];
  };
  return { world, origin, swap, got };
};

describe('POST /api/v1/drills/swap-key', () => {
  it.each([
    ['ios', 200],
    ['android', 'pin-spki'],
    ['strictest', 'pin-spki'],
  ] as const)('%s, which has verified the pin: %s; in a new session it refuses', async (platform, then) => {
    const { world, origin, swap, got } = await opened(platform);
    expect([await got(), await got()]).toEqual([200, 200]);
    const answer = await swap();
    expect([answer.status, answer.json()]).toEqual([200, { version: 1, host: HOST }]);
    const before = origin.requests.length;
    expect(await got()).toBe(then);
    expect(origin.requests.length - before).toBe(then === 200 ? 1 : 0);
    expect(await got('127.0.0.9')).toBe('pin-spki');
    await world.tell({ newSession: true });
    expect(await got()).toBe('pin-spki');
  });

  it('a new session of the gate is one on every device', async () => {
    const { world, swap, got } = await opened('ios');
    await got();
    await swap();
    expect(await got()).toBe(200);
    await askAdmin(world, '/api/v1/session/reset', { method: 'POST' });
    expect(await got()).toBe('pin-spki');
  });

  it.each([
    ['{"host":"up.shop.test"}', /No app has pins for up\.shop\.test/],
    ['{"host":"a b"}', /This is no host/],
    ['{}', /is not usable/],
  ])('%s is answered with 400 and the reason', async (body, detail) => {
    const { world } = await opened('ios');
    const answer = await askAdmin(world, '/api/v1/drills/swap-key', { method: 'POST', body });
    expect([answer.status, answer.json().detail]).toEqual([400, expect.stringMatching(detail)]);
  });
});
