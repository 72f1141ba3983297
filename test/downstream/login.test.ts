import { describe, expect, it } from 'vitest';
import { ask, type Refused, tunnel } from '../support/client.ts';
import { httpOrigin, mirror } from '../support/origin.ts';
import { CONNECT, socks } from '../support/socks.ts';
import { until } from '../support/until.ts';
import { ANNA, BEN, LAX, users } from '../support/users.ts';
import { APPID, openWorld, type World, type WorldOptions } from '../support/world.ts';

const OTHER = 'wxfedcba9876543210';
const theirs = { appid: OTHER, domains: { request: ['https://other.test'] } };
const URL_TEXT = 'http://plain.test/';

const guarded = async ({ gate, ...options }: WorldOptions = {}): Promise<World> => {
  const { port } = await httpOrigin(mirror);
  return openWorld({
    app: { rules: LAX },
    resolve: { 'plain.test': port },
    ...options,
    gate: { ...gate, clients: { users } },
  });
};

const codeOf = (world: World, user: object, target = 'api.shop.test:443'): Promise<number> =>
  tunnel(world, target, user).then(
    (socket) => socket.destroy() && 200,
    ({ status }: Refused) => status,
  );

const socksCode = async (world: World, user: object, target = 'api.shop.test:443') => {
  const { socket, code } = await socks(world, CONNECT, target, user);
  socket.destroy();
  return code;
};

const cases: readonly (readonly [string, object, boolean])[] = [
  ['nobody', {}, false],
  ['a user with the right password', ANNA, true],
  ['another user with theirs', BEN, true],
  ['a user with another’s', { ...ANNA, password: BEN.password }, false],
  ['a user without one', { user: 'anna' }, false],
  ['an appid, which names nobody here', { user: APPID }, false],
  ['an app and a password', { user: `+${APPID}`, password: 'secret' }, false],
  ['a user for an app', { ...ANNA, user: `anna+${APPID}` }, true],
  ['a stranger', { user: 'carl', password: 'secret' }, false],
];

describe('where there are users', () => {
  it.each(cases)('%s: CONNECT', async (_, who, isIn) => {
    expect(await codeOf(await guarded(), who)).toBe(isIn ? 200 : 407);
  });

  it.each(cases)('%s: the absolute form', async (_, who, isIn) => {
    expect((await ask(await guarded(), URL_TEXT, who)).status).toBe(isIn ? 200 : 407);
  });

  it.each(cases)('%s: SOCKS', async (_, who, isIn) => {
    expect(await socksCode(await guarded(), who)).toBe(isIn ? 0 : undefined);
  });

  it.each([
    [`anna+${APPID}`, 'api.shop.test:443', 200, 0],
    [`anna+${APPID}`, 'other.test:443', 403, 2],
    [`anna+${OTHER}`, 'other.test:443', 200, 0],
    ['anna', 'other.test:443', 200, 0],
    ['anna+wx-slip', 'other.test:443', 407, undefined],
    ['anna+', 'other.test:443', 407, undefined],
  ])('the app is what stands behind the plus: %s to %s', async (user, target, status, code) => {
    const world = await guarded({ apps: [{ rules: LAX, domains: { request: ['https://api.shop.test'] } }, theirs] });
    const who = { ...ANNA, user };
    await world.reload({ domains: { request: ['https://api.shop.test'] } });
    expect([await codeOf(world, who, target), await socksCode(world, who, target)]).toEqual([status, code]);
  });

  it('a listener of one app asks for the password too, and is that app’s whatever is named', async () => {
    const world = await guarded({ apps: [{}, theirs], gate: { listeners: [{ port: 0, app: OTHER }] } });
    const port = world.gateway.listeners[1]?.port ?? 0;
    const theirWorld = { ...world, port };
    expect(await codeOf(theirWorld, {}, 'other.test:443')).toBe(407);
    expect(await codeOf(theirWorld, { ...ANNA, user: `anna+${APPID}` }, 'other.test:443')).toBe(200);
    expect(await codeOf(theirWorld, { ...ANNA, user: `anna+${APPID}` })).toBe(403);
  });
});

describe('a user at an address is a device', () => {
  it('of its own, in flows and in the list', async () => {
    const world = await guarded();
    await Promise.all([ask(world, URL_TEXT, ANNA), ask(world, URL_TEXT, { ...BEN, from: '127.0.0.2' })]);
    await until('both are over', async () => (await world.flows()).every(({ end }) => end !== null));
    const { devices } = (await world.admin('/api/v1/devices')) as { devices: { id: string }[] };
    expect(devices.map(({ id }) => id).sort()).toEqual(['anna@127.0.0.1', 'ben@127.0.0.2']);
    expect((await world.flows()).map(({ device }) => device).sort()).toEqual(['anna@127.0.0.1', 'ben@127.0.0.2']);
  });

  it.each([
    ['CONNECT', (world: World, who: object) => tunnel(world, 'plain.test:80', who)],
    ['SOCKS', async (world: World, who: object) => (await socks(world, CONNECT, 'plain.test:80', who)).socket],
  ])('that goes to the background by itself: %s', async (_, opens) => {
    const world = await guarded({ gate: { block: 'explain', decrypt: 'never' } });
    await world.tell({ foreground: false }, 'anna@127.0.0.1');
    const status = async (who: object) => (await ask(world, URL_TEXT, { over: await opens(world, who) })).status;
    expect([await status(ANNA), await status(BEN)]).toEqual([403, 200]);
    expect((await ask(world, URL_TEXT, ANNA)).headers['x-mpgate-rule']).toBe('background-blocked');
    expect((await ask(world, URL_TEXT, BEN)).status).toBe(200);
  });

  it('whose address is what the local network is judged by', async () => {
    const world = await guarded({ app: { rules: LAX }, resolve: { '127.0.0.9': '127.0.0.1:1' } });
    const error = await tunnel(world, '10.1.2.3:443', ANNA).catch((refused: Refused) => refused);
    expect(JSON.parse((error as Refused).body)).toMatchObject({
      rule: 'lan-address',
      message: expect.stringContaining('of the device 127.0.0.1 ('),
    });
  });
});

it('where there are none, a name is an appid and any password does', async () => {
  const world = await openWorld({ app: { rules: LAX } });
  expect(await codeOf(world, {})).toBe(200);
  expect(await codeOf(world, { user: APPID, password: 'any' })).toBe(200);
  expect(await socksCode(world, { user: APPID, password: 'any' })).toBe(0);
});
