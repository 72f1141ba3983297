import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { StartError } from '../errors.ts';
import { createAdmission } from './admission.ts';
import type { DoorLimits, Doors } from './doors.ts';
import { createGateTunnel } from './gate-tunnel.ts';
import { createIntercept } from './intercept.ts';
import { misread } from './misread.ts';
import { createIntroduce, type Introduce } from './proxy-protocol/introduce.ts';
import { headMsOf, receive } from './receive.ts';
import { behind, createReception } from './reception.ts';
import { reject } from './reject.ts';
import { createSocks } from './socks/session.ts';
import { createTunnel } from './tunnel.ts';
import type { Way } from './way.ts';

export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Whose traffic comes in here, whatever the client names; null: the client says. */
  readonly app: string | null;
  readonly connections: () => number;
  /** Connections closed over the PROXY protocol, and addresses that the log has named lately for it. */
  readonly headers: Introduce['stats'];
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

/** Every port that the settings ask for: the one for all, and one for each app that has its own. */
export const placesOf = ({ listen: main, listeners }: Ports): readonly Place[] => [
  { host: main.host, port: main.port, app: null },
  ...listeners.map(({ port, app }) => ({ host: main.host, port, app })),
];

interface Ports {
  readonly listen: Pick<Place, 'host' | 'port'>;
  readonly listeners: readonly { readonly port: number; readonly app: string }[];
}

/** How long a connection is silent before TCP asks whether the other side is there. */
const PROBE_MS = 60_000;

/** Opens one port of the gate: SOCKS, CONNECT, the absolute form, and what is inside tunnels, all on one server. */
export const listen = async (place: Place, doors: Doors): Promise<Listener> => {
  const ways = new WeakMap<Socket, Way>();
  const server = serverWith(doors.limits);
  const { sockets, admit } = createAdmission(doors, place.app);
  const reception = createReception(doors, ways);
  const intercept = createIntercept(doors, server, ways);
  const gateTunnel = createGateTunnel(doors, server, ways);
  const tunnel = createTunnel(doors, intercept, gateTunnel, (socket) => server.emit('connection', socket));
  const introduction = createIntroduce(doors);
  receive(server, ways, doors, { admit, introduction, socks: createSocks(doors, intercept, gateTunnel) });
  server.on('request', reception.request);
  server.on('checkContinue', reception.request);
  server.on('checkExpectation', reception.request);
  server.on('upgrade', (request, socket: Socket, head) => reception.upgrade(request, socket, head));
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const way = ways.get(socket);
    if (way?.owed.size) void behind(socket, way.owed);
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
    headers: introduction.stats,
    stop: () => {
      server.close();
      server.closeIdleConnections();
    },
    close: async () => {
      server.close();
      for (const socket of [...sockets, ...introduction.waiting]) socket.destroy();
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
    headersTimeout: headMsOf({ idleMs }),
    // The flow's own clock ends a body that does not come.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(5_000, idleMs),
  });
  server.maxConnections = connections;
  // Their size is limited, and those past a count would be dropped unread.
  server.maxHeadersCount = 0;
  return server;
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
