import { describe, expect, it } from 'vitest';
import { createShortcuts } from '../../src/onboarding/shortcuts.ts';
import { askAdmin } from '../admin/asked.ts';
import { ask } from '../support/client.ts';
import { openWorld, type World } from '../support/world.ts';

const PHONE = '127.0.0.1';

const opened = async (gate: object = {}) => {
  const world = await openWorld({ gate });
  const known = (await world.tell({ name: 'Ann’s phone' }, PHONE)) as { readonly shortcuts: readonly string[] };
  const device = async () => {
    const { devices } = (await world.admin('/api/v1/devices')) as { devices: readonly Record<string, unknown>[] };
    return devices.find(({ id }) => id === PHONE);
  };
  const [link = ''] = known.shortcuts;
  return { world, link, path: new URL(link).pathname, device };
};

/** By the gate's address, and by its name through the proxy, plain and with TLS. */
const ways: Readonly<Record<string, (world: World, path: string, method: string) => Promise<Answered>>> = {
  'at the address': async ({ proxy }, path, method) => {
    const answer = await fetch(`${proxy}${path}`, { method });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  },
  'through the proxy': (world, path, method) => ask(world, `http://mpgate.test${path}`, { method }),
  'in a tunnel': (world, path, method) => ask(world, `https://mpgate.test${path}`, { method }),
};

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

describe.each(Object.entries(ways))('a shortcut %s', (_, use) => {
  it('switches its device with POST, and only shows a button to GET and HEAD', async () => {
    const { world, path, device } = await opened();
    for (const method of ['GET', 'HEAD']) expect((await use(world, `${path}/background`, method)).status).toBe(200);
    expect(await device()).toMatchObject({ foreground: true, session: 1 });
    expect((await use(world, `${path}/background`, 'POST')).body).toContain('in the background now');
    expect(await device()).toMatchObject({ foreground: false, session: 1 });
    await use(world, `${path}/foreground`, 'POST');
    await use(world, `${path}/new-session`, 'POST');
    expect(await device()).toMatchObject({ foreground: true, session: 2, name: 'Ann’s phone' });
    expect((await use(world, `${path}/background`, 'PUT')).status).toBe(405);
    expect(await world.flows()).toEqual([]);
  });

  it('that is wrong in any part finds nothing, and changes nothing', async () => {
    const { world, path, device } = await opened();
    const other = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`;
    const wrongSeal = `/d/${path[3] === 'A' ? 'B' : 'A'}${path.slice(4)}`;
    for (const wrong of [
      ...[`${other}/background`, `${wrongSeal}/background`, `${path}/`, path, `${path}/name`, `${path}/__proto__`],
      ...['/d/background', '/d//background', `/d/${'A'.repeat(600)}/background`, `${path}x/background`],
    ]) {
      const { status, headers } = await use(world, wrong, 'POST');
      expect([wrong, status, headers['x-mpgate-failure']]).toEqual([wrong, 404, 'NO_SUCH_SHORTCUT']);
    }
    expect(await device()).toMatchObject({ foreground: true, session: 1 });
  });
});

describe('shortcuts', () => {
  it('are shown to the full role alone, and stand in no log line, page or list', async () => {
    const { world, path } = await opened({ admin: { port: 0, readToken: 'reads' } });
    const secret = path.slice(3);
    const asReader = { headers: { authorization: 'Bearer reads' } };
    const reader = await askAdmin(world, '/api/v1/devices', asReader);
    expect(reader.text).toContain('Ann’s phone');
    const pages = await Promise.all(
      ['/', '/proxy.pac', '/d/'].map(async (at) => (await fetch(world.proxy + at)).text()),
    );
    const said = await askAdmin(world, '/api/v1/report');
    for (const text of [reader.text, said.text, world.log(), ...pages]) expect(text).not.toContain(secret);
  });

  it('are soon not looked at for an address that guesses', async () => {
    const { world, path, device } = await opened();
    const guess = async (at: string) => (await fetch(`${world.proxy}${at}`, { method: 'POST' })).status;
    for (let n = 0; n < 20; n += 1) expect(await guess(`/d/guess${n}/background`)).toBe(404);
    const late = await fetch(`${world.proxy}${path}/background`, { method: 'POST' });
    expect([late.status, Number(late.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(await device()).toMatchObject({ foreground: true });
    expect((await fetch(`${world.proxy}/`)).status).toBe(200);
  });

  it('are the same for the same key, and others for another device or key', () => {
    const none = { change: () => {}, wrong: { waitS: () => 0, take: () => {} } };
    const [one, again, other] = ['a', 'a', 'b'].map((letter) =>
      createShortcuts({ ...none, key: Buffer.alloc(32, letter) }),
    );
    expect(one?.pathOf('10.0.0.1')).toBe(again?.pathOf('10.0.0.1'));
    expect(one?.pathOf('10.0.0.1')).toMatch(/^\/d\/[\w-]{22,}$/);
    expect(one?.pathOf('10.0.0.1')).not.toBe(other?.pathOf('10.0.0.1'));
    expect(one?.pathOf('10.0.0.1')).not.toBe(one?.pathOf('10.0.0.2'));
  });
});
