/** The shop with all that it may need, a gate before it, and one phone. */
import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { type AskOptions, ask, secureTunnel, tunnel } from '../../support/client.ts';
import { certified, httpOrigin, httpsOrigin, mirror, tcpOrigin } from '../../support/origin.ts';
import { ASSOCIATE, datagram, socks } from '../../support/socks.ts';
import { udpEcho, udpEnd } from '../../support/udp.ts';
import { until } from '../../support/until.ts';
import { APPID, openWorld, SHOP, type World } from '../../support/world.ts';
import type { Setup } from './trial.ts';

export const PHONE = '127.0.0.1';

/** An app of every API, whatever the trial makes of it. */
export const shop = {
  appid: APPID,
  domains: { ...SHOP, udp: ['udp://udp.shop.test'], tcp: ['tcp://tcp.shop.test'] },
};

/** What calls of wx.request say. */
const JSON_TYPE = { 'content-type': 'application/json' };

const names = ['api', 'up', 'cdn', 'ws', 'alt', 'other', 'sub.api'].map((name) => `${name}.shop.test`);

/** What came of an attempt is for the report to say. */
const quietly = (attempt: Promise<unknown>): Promise<unknown> => attempt.catch((error: unknown) => error);

export interface Scene {
  readonly world: World;
  /** A request, with JSON's content type unless told otherwise; it may fail. */
  readonly get: (url: string, options?: AskOptions) => Promise<unknown>;
  /** The same with no header but Host. */
  readonly bare: (url: string, options?: AskOptions) => Promise<unknown>;
  /** A WebSocket; null: it did not open. */
  readonly socket: (url: string) => Promise<WebSocket | null>;
  /** A tunnel with bytes that are neither TLS nor HTTP; it ends when something came back, or was refused. */
  readonly bytes: (target: string) => Promise<unknown>;
  /** A datagram and, where it is let through, its echo. */
  readonly datagram: (target: string) => Promise<unknown>;
  /** Resolves when so many requests for `/held` are at the server, in all. */
  readonly arrived: (count: number) => Promise<void>;
  /** Answers them, and those that come later. */
  readonly release: () => void;
}

/** Answers what is asked under `/held` when it is told to, `/after/N` after so many milliseconds, and the rest at once. */
const holding = () => {
  const held: ServerResponse[] = [];
  const state = { isOpen: false };
  const listener: RequestListener = (request, response) => {
    const [, ms] = /^\/after\/(\d+)$/.exec(request.url ?? '') ?? [];
    if (ms !== undefined) return void setTimeout(() => response.end(), Number(ms));
    if (!request.url?.startsWith('/held')) return mirror(request, response);
    held.push(response);
    if (state.isOpen) response.end();
  };
  const arrived = (count: number) => until(`${count} requests are at the server`, () => held.length >= count);
  const release = () => {
    state.isOpen = true;
    for (const response of held) response.end();
  };
  return { listener, arrived, release };
};

/** Opens it; it closes with the test. */
export const openScene = async (setup: Setup): Promise<Scene> => {
  const { listener, arrived, release } = holding();
  const https = await httpsOrigin(setup.listener ?? listener, setup.tls ?? certified(...names));
  new WebSocketServer({ server: https.server }).on('connection', (ws) => ws.on('error', () => {}));
  const http = await httpOrigin(mirror);
  const tcp = await tcpOrigin((socket) => void socket.on('data', (chunk) => socket.write(chunk)));
  const udp = await udpEcho();
  const world = await openWorld({
    app: { ...shop, ...setup.app },
    gate: { block: 'explain', bypass: ['bypassed.test'], ...setup.gate },
    resolve: {
      ...setup.resolve,
      'tcp.shop.test': tcp.port,
      'udp.shop.test': udp.port,
      'x.shop.test': udp.port,
      '*.shop.test:80': http.port,
      '*.shop.test': https.port,
      'bypassed.test:443': https.port,
      'bypassed.test:5000': udp.port,
    },
  });
  return { world, arrived, release, ...phone(world) };
};

const phone = (world: World): Omit<Scene, 'world' | 'arrived' | 'release'> => ({
  get: (url, { headers, ...options } = {}) =>
    quietly(ask(world, url, { ...options, headers: { ...JSON_TYPE, ...headers } })),
  bare: (url, options) => quietly(ask(world, url, options)),
  socket: async (url) => {
    const { hostname, port } = new URL(url);
    const tls = await secureTunnel(world, `${hostname}:${port || 443}`);
    const ws = new WebSocket(url, { createConnection: () => tls });
    ws.on('error', () => {});
    const opened = new Promise<boolean>((resolve) => {
      ws.once('open', () => resolve(true));
      ws.once('unexpected-response', (_, response) => {
        response.resume();
        resolve(false);
      });
      ws.once('close', () => resolve(false));
    });
    return (await opened) ? ws : null;
  },
  bytes: (target) => quietly(sendBytes(world, target)),
  datagram: (target) => sendDatagram(world, target),
});

const sendBytes = async (world: World, target: string): Promise<void> => {
  const socket = await tunnel(world, target);
  const over = Promise.race([once(socket, 'data'), new Promise((resolve) => socket.once('close', resolve))]);
  socket.write('\u0000hello');
  await over;
  socket.destroy();
};

const sendDatagram = async (world: World, target: string): Promise<void> => {
  const { socket, bound } = await socks(world, ASSOCIATE, '0.0.0.0:0');
  const client = await udpEnd();
  client.socket.send(datagram(target, 'ping'), bound.readUInt16BE(bound.length - 2), PHONE);
  await until(
    'the datagram is answered or refused',
    async () => client.came.length > 0 || (await world.flows()).some(({ end }) => end !== null),
  );
  socket.destroy();
};
