import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dial, secureTunnel, tunnel } from '../support/client.ts';
import { httpsOrigin } from '../support/origin.ts';
import { until } from '../support/until.ts';
import { openWorld, type World } from '../support/world.ts';

const HEAD = 'Host: api.shop.test\r\nContent-Type: application/json\r\n';

/** A server whose path says when it leaves, or what it waits for. */
const fickle = (request: IncomingMessage, response: ServerResponse): void => {
  request.on('error', () => {});
  if (request.url === '/silent') return;
  if (request.url === '/leaves') return void request.socket.destroy();
  response.writeHead(200, { 'content-length': '1000' });
  response.write('x'.repeat(10));
  if (request.url === '/cut') response.socket?.destroySoon();
};

const open = async (): Promise<World> => {
  const origin = await httpsOrigin(fickle);
  origin.server.on('upgrade', (_, socket: Socket) => socket.destroy());
  return openWorld({
    gate: { record: { file: './session.ndjson' } },
    resolve: { 'api.shop.test': origin.port, 'ws.shop.test': origin.port },
  });
};

const closed = (socket: Socket): Promise<unknown> => (socket.destroyed ? Promise.resolve() : once(socket, 'close'));

/** Each begins something and leaves it, or is left; resolves when the client's side is closed. */
const partings: Record<string, (world: World) => Promise<unknown>> = {
  'the client leaves before the answer': async (world) => {
    const socket = await secureTunnel(world, 'api.shop.test:443');
    socket.write(`GET /silent HTTP/1.1\r\n${HEAD}\r\n`, () => socket.destroy());
    await closed(socket);
  },
  'the client leaves in the middle of its upload': async (world) => {
    const socket = await secureTunnel(world, 'api.shop.test:443');
    socket.write(`POST /silent HTTP/1.1\r\n${HEAD}Content-Length: 1000\r\n\r\nxyz`, () => socket.destroy());
    await closed(socket);
  },
  'the client leaves in the middle of the answer': async (world) => {
    const socket = await secureTunnel(world, 'api.shop.test:443');
    socket.write(`GET /stalls HTTP/1.1\r\n${HEAD}\r\n`);
    await once(socket, 'data');
    socket.destroy();
    await closed(socket);
  },
  'the client leaves a tunnel unused': async (world) => {
    const socket = await tunnel(world, 'api.shop.test:443');
    socket.destroy();
    await closed(socket);
  },
  'the client leaves in the TLS handshake': async (world) => {
    const socket = await tunnel(world, 'api.shop.test:443');
    socket.write(Buffer.from('160301', 'hex'), () => socket.destroy());
    await closed(socket);
  },
  'the client leaves in the middle of CONNECT': async (world) => {
    const socket = await dial(world);
    socket.write('CONNECT api.shop', () => socket.destroy());
    await closed(socket);
  },
  'the server leaves before the answer': async (world) => {
    const socket = await secureTunnel(world, 'api.shop.test:443');
    socket.write(`POST /leaves HTTP/1.1\r\n${HEAD}Content-Length: 0\r\nConnection: close\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 502 /);
    socket.destroy();
  },
  'the server leaves in the middle of its answer': async (world) => {
    const socket = await secureTunnel(world, 'api.shop.test:443');
    socket.write(`GET /cut HTTP/1.1\r\n${HEAD}\r\n`);
    socket.resume();
    await closed(socket);
  },
  'the server leaves before its 101': async (world) => {
    const socket = await secureTunnel(world, 'ws.shop.test:443');
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n';
    socket.write(`GET / HTTP/1.1\r\nHost: ws.shop.test\r\n${upgrade}\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 502 /);
    socket.destroy();
  },
};

const HELD = ['flows_open', 'requests_running', 'requests_waiting', 'sockets_open', 'client_connections'];

/** What the gate holds now, by metric. */
const held = async (world: World): Promise<Record<string, number>> => {
  const text = await (await fetch(`http://127.0.0.1:${world.gateway.admin.port}/metrics`)).text();
  return Object.fromEntries(HELD.map((name) => [name, Number(new RegExp(`mpgate_${name} (\\d+)`).exec(text)?.[1])]));
};

const NOTHING = Object.fromEntries(HELD.map((name) => [name, 0]));

/** Terminal events of each flow in the session file. */
const endings = (world: World): ReadonlyMap<string, number> => {
  const ends = new Map<string, number>();
  const lines = readFileSync(join(world.folder, 'session.ndjson'), 'utf8').trim().split('\n');
  for (const { flow, type } of lines.filter(Boolean).map((line) => JSON.parse(line))) {
    const isEnd = /^flow\.(completed|refused|failed|aborted)$/.test(type);
    ends.set(flow, (ends.get(flow) ?? 0) + (isEnd ? 1 : 0));
  }
  return ends;
};

describe('when one leaves the other', () => {
  const faults: unknown[] = [];
  const note = (fault: unknown) => faults.push(fault);
  beforeAll(() => {
    process.on('uncaughtException', note);
    process.on('unhandledRejection', note);
  });
  afterAll(() => {
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
  });

  it.each(Object.keys(partings))('%s: nothing stays behind, and each flow has one end', async (name) => {
    const world = await open();
    await partings[name]?.(world);
    await until('nothing is held', async () => JSON.stringify(await held(world)) === JSON.stringify(NOTHING));
    await until('each flow has its end', () => [...endings(world).values()].every((count) => count === 1));
    expect(faults).toEqual([]);
  });

  it('two hundred times over, memory and connections are back at the start', async () => {
    const world = await open();
    const all = Object.values(partings);
    const round = () => Promise.all(all.map((part) => part(world)));
    for (let i = 0; i < 4; i += 1) await round();
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 20; i += 1) await round();
    await until('nothing is held', async () => JSON.stringify(await held(world)) === JSON.stringify(NOTHING));
    await until('each flow has its end', () => [...endings(world).values()].every((count) => count === 1));
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
    expect(faults).toEqual([]);
  }, 60_000);
});
