import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../src/config/load.ts';
import { StartError } from '../src/errors.ts';
import { type Gateway, start } from '../src/main.ts';
import { ask, dial, Refused, secureTunnel, tunnel } from './support/client.ts';
import { holdingOrigin } from './support/origin.ts';
import { ECHO_APP, echoApp, echoFolder, heldPort } from './support/started.ts';
import { openWorld, SHOP, type World } from './support/world.ts';

/** A gate by these settings, with its log. */
const opened = async (gate: object = {}, files: Readonly<Record<string, object>> = {}) => {
  const cwd = await echoFolder(gate, files);
  const config = await loadConfig({ file: join(cwd, 'config', 'mpgate.json'), env: {} });
  const log: string[] = [];
  const options = { logFormat: 'pretty', colour: false, write: (text: string) => void log.push(text) } as const;
  const opening = start(config, options);
  onTestFinished(async () => {
    await opening.then(
      (gateway) => gateway.close(),
      () => {},
    );
  });
  return { opening, config, log: () => log.join('') };
};

/** A port that nobody holds, so far. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
};

const canBind = async (port: number): Promise<boolean> => {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
};

const refusal = async (port: number, target: string): Promise<Refused> => {
  const error = await tunnel({ port }, target).catch((reason: unknown) => reason);
  if (error instanceof Refused) return error;
  throw new Error(`${target} was not refused`);
};

describe('start', () => {
  it('opens a port for each listener and one for the admin API, with a token made if none is set', async () => {
    const { opening } = await opened({ listeners: [{ port: 0, app: ECHO_APP }] });
    const { listeners, admin, ca, roots } = await opening;
    expect(listeners.map(({ host, app }) => [host, app])).toEqual([
      ['127.0.0.1', null],
      ['127.0.0.1', ECHO_APP],
    ]);
    for (const { port } of listeners) (await dial({ port })).destroy();
    expect(admin.token).toMatch(/^[\w-]{24}$/);
    expect(ca.created).toBe(true);
    expect(roots.length).toBeGreaterThan(50);
  });

  it('takes the token of the settings', async () => {
    expect((await (await opened({ admin: { port: 0, token: 'mine' } })).opening).admin.token).toBe('mine');
  });

  it('a port that cannot be had: StartError, and those that were opened are closed again', async () => {
    const free = await freePort();
    const gate = { listen: { host: '127.0.0.1', port: free }, admin: { port: await heldPort() } };
    await expect((await opened(gate)).opening).rejects.toThrow(StartError);
    expect(await canBind(free)).toBe(true);
  });

  it('the gate’s own ports lead nowhere, by whatever name', async () => {
    const world = await openWorld({ resolve: { 'api.shop.test': '127.0.0.1' } });
    for (const port of [world.port, world.gateway.admin.port]) {
      const answer = await ask(world, `https://api.shop.test:${port}/`);
      expect([answer.status, answer.headers['x-mpgate-rule']]).toEqual([502, 'upstream-address']);
    }
  });
});

describe('reload', () => {
  it('later flows get the new apps; one under way keeps what it began with', async () => {
    const { origin, isThere, release } = await holdingOrigin();
    const world = await openWorld({ resolve: { 'api.shop.test': origin.port, 'cdn.shop.test': origin.port } });
    const under = ask(world, 'https://api.shop.test/held');
    await isThere;
    await world.reload({ version: '7', domains: { ...SHOP, request: ['https://cdn.shop.test'] } });
    expect((await refusal(world.port, 'api.shop.test:443')).body).toContain('domain-allowlist');
    release();
    const [before, after] = [await under, await ask(world, 'https://cdn.shop.test/')];
    expect(before.body).toContain('/wx0123456789abcdef/0/page-frame.html');
    expect(after.body).toContain('/wx0123456789abcdef/7/page-frame.html');
  });

  it('what the rules say of an app file stands in the report once, as the file is now', async () => {
    const { opening } = await opened({}, { 'config/apps/echo.json': { ...echoApp, profile: 'wechat' } });
    const gateway = await opening;
    const stateOf = (rule: string) => gateway.report().rules.find((row) => row.rule === rule)?.state;
    expect(stateOf('icp-licensed')).toBe('warn');
    gateway.reload(await (await opened()).config);
    expect(stateOf('icp-licensed')).not.toBe('warn');
  });
});

describe('the end', () => {
  const posting = async (world: World) => {
    const socket = await secureTunnel(world, 'echo.mpgate.test:443');
    socket.write('POST / HTTP/1.1\r\nHost: echo.mpgate.test\r\nContent-Type: application/json\r\n');
    socket.write('Expect: 100-continue\r\nContent-Length: 4\r\n\r\n');
    await once(socket, 'data');
    return socket;
  };
  const endOf = (gateway: Gateway) => gateway.report().flows;

  it('drain takes no more, waits for what is under way, and then closes', async () => {
    const world = await openWorld({ app: echoApp });
    const socket = await posting(world);
    let isOver = false;
    const over = world.gateway.drain(10_000).then(() => {
      isOver = true;
    });
    await expect(dial(world)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(isOver).toBe(false);
    const closed = once(socket, 'close');
    socket.write('null');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
    await Promise.all([over, closed]);
    expect(endOf(world.gateway)).toMatchObject({ completed: 1, aborted: 0, open: 0 });
    await expect(dial({ port: world.gateway.admin.port })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('drain waits for its limit at most, and the gate ends the rest', async () => {
    const world = await openWorld({ app: echoApp });
    const socket = await posting(world);
    const closed = once(socket, 'close');
    await world.gateway.drain(60);
    await closed;
    expect(endOf(world.gateway)).toMatchObject({ completed: 0, aborted: 1, open: 0 });
    expect(world.log()).toContain('aborted by gate');
  });

  it('close ends all at once; and again, that is no fault', async () => {
    const world = await openWorld({ app: echoApp });
    const socket = await posting(world);
    const closed = once(socket, 'close');
    await Promise.all([world.gateway.close(), world.gateway.close()]);
    await closed;
    expect(endOf(world.gateway)).toMatchObject({ aborted: 1, open: 0 });
    expect(world.log()).toContain('aborted by gate');
  });
});
