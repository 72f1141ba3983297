import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { StartError } from '../errors.ts';
import { deviceOf } from './clients.ts';
import type { DoorLimits, Doors } from './doors.ts';
import { createIntercept } from './intercept.ts';
import { behind, createReception } from './reception.ts';
import { inTurn, reject } from './reject.ts';
import { createTunnel } from './tunnel.ts';
import type { Way } from './way.ts';

export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Whose traffic comes in here, whatever the client names; null: the client says. */
  readonly app: string | null;
  readonly connections: () => number;
  /** Takes no more connections. */
  readonly stop: () => void;
  /** Ends those that are open. */
  readonly close: () => Promise<void>;
}

/** Where to listen, and for whom. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly app: string | null;
}

/** How long a client may take over a request's head. */
const HEAD_MS = 30_000;

/** How long a connection is silent before TCP asks whether the other side is there. */
const PROBE_MS = 60_000;

/** Opens one port of the gate: CONNECT, the absolute form, and what is inside tunnels, all on one server. */
export const listen = async (place: Place, doors: Doors): Promise<Listener> => {
  const ways = new WeakMap<Socket, Way>();
  const server = serverWith(doors.limits);
  const sockets = admit(server, ways, place, doors);
  const reception = createReception(doors, ways);
  const tunnel = createTunnel(doors, createIntercept(doors, server, ways));
  server.on('request', reception.request);
  server.on('checkContinue', reception.request);
  server.on('checkExpectation', reception.request);
  server.on('upgrade', (request, socket: Socket, head) => reception.upgrade(request, socket, head));
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const way = ways.get(socket);
    if (way?.owed.size) behind(socket, way.owed);
    else if (way && !way.authority) tunnel(request, socket, head, way);
    else reject(socket, 501, {}, { version: 1, message: 'CONNECT inside a tunnel leads nowhere' });
  });
  server.on('clientError', (error, socket: Socket) => misread(error, socket, ways.get(socket)));
  const bound = await bind(server, place);
  return {
    host: bound.address,
    port: bound.port,
    app: place.app,
    connections: () => sockets.size,
    stop: () => {
      server.close();
      server.closeIdleConnections();
    },
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};

const serverWith = ({ headerBytes, idleMs, connections }: DoorLimits): Server => {
  const server = createServer({
    noDelay: true,
    // A client that is gone without a word is found out, also in a tunnel or a WebSocket that may be silent for hours.
    keepAlive: true,
    keepAliveInitialDelay: PROBE_MS,
    maxHeaderSize: headerBytes,
    keepAliveTimeout: idleMs,
    headersTimeout: Math.min(HEAD_MS, idleMs),
    // The flow's own clock ends a body that does not come.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(5_000, idleMs),
  });
  server.maxConnections = connections;
  // Their size is limited, and those past a count would be dropped unread.
  server.maxHeadersCount = 0;
  return server;
};

/** Keeps count of the clients' connections, and turns away whoever may not use the gate or has too many. */
const admit = (server: Server, ways: WeakMap<Socket, Way>, { app }: Place, doors: Doors): ReadonlySet<Socket> => {
  const sockets = new Set<Socket>();
  const perClient = new Map<string, number>();
  server.prependListener('connection', (socket: Socket) => {
    if (ways.has(socket)) return;
    const device = deviceOf(socket.remoteAddress);
    const open = perClient.get(device) ?? 0;
    socket.on('error', () => {});
    // Without a way, nothing that it sends is read as a request.
    if (!doors.allowed(device))
      return reject(socket, 403, {}, { version: 1, message: `${device} may not use this gate` });
    if (open >= doors.limits.connectionsPerClient) return void socket.destroy();
    const way = wayOf(socket, device, app);
    ways.set(socket, way);
    sockets.add(socket);
    perClient.set(device, open + 1);
    socket.once('close', () => {
      // Node tells only the first in line that its connection is gone.
      for (const response of way.owed) response.emit('close');
      sockets.delete(socket);
      const left = (perClient.get(device) ?? 1) - 1;
      if (left > 0) perClient.set(device, left);
      else perClient.delete(device);
    });
  });
  return sockets;
};

const wayOf = (socket: Socket, device: string, app: string | null): Way => ({
  device,
  app,
  authority: null,
  secure: false,
  sni: undefined,
  reset: () => {
    socket.resetAndDestroy();
  },
  judged: new Map(),
  owed: new Set(),
});

const STATUS_OF: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** A request that no strict parser takes; its bytes go nowhere. */
const misread = (error: Error & { code?: string }, socket: Socket, way: Way | undefined): void => {
  const { code = 'BAD_REQUEST', message } = error;
  if (code === 'ECONNRESET') return void socket.destroy();
  // Refused already: what else comes is for nobody.
  if (!way || socket.writableEnded) return;
  const owed = [...way.owed];
  const whole = owed.filter(({ req }) => req.complete);
  const no = () =>
    reject(socket, STATUS_OF[code] ?? 400, { 'X-Mpgate-Failure': code }, { version: 1, failure: code, message });
  if (whole.length === owed.length) return inTurn(way.owed, no);
  // It is the body of the last request: an answer that has begun can only be broken off.
  if (owed.length > 1 || owed.some(({ headersSent }) => headersSent)) return way.reset();
  no();
};

const bind = (server: Server, { host, port }: Place): Promise<AddressInfo> =>
  new Promise((resolve, fail) => {
    server.once('error', (error: Error & { code?: string }) => fail(new StartError(whyNot(error, host, port))));
    server.listen({ host, port, backlog: 4096 }, () => {
      const bound = server.address();
      if (bound !== null && typeof bound === 'object') resolve(bound);
    });
  });

const whyNot = ({ code, message }: Error & { code?: string }, host: string, port: number): string => {
  if (code === 'EADDRINUSE')
    return `port ${port} on ${host} is in use: stop what listens there, or choose another with --port`;
  if (code === 'EACCES') return `port ${port} on ${host} needs privileges: choose one above 1023 with --port`;
  return `cannot listen on ${host}:${port}: ${message}`;
};
