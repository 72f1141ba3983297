/** Real servers on loopback for the gate to reach. */
import { once } from 'node:events';
import {
  createServer as createHttp,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Socket, type Server as TcpServer } from 'node:net';
import { createServer as createTls, type SecureContextOptions, type TLSSocket, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';
import { trustedCa } from './world.ts';

export interface Origin<S = Server> {
  readonly server: S;
  readonly port: number;
  /** TCP connections accepted so far, and those open now. */
  readonly accepted: () => number;
  readonly open: () => number;
  /** Requests whose head has arrived. */
  readonly requests: IncomingMessage[];
}

/** A certificate for these names that the gate's test root vouches for. */
export const certified = (...names: string[]): SecureContextOptions => {
  const { chain, key } = trustedCa().issue({ names });
  return { cert: chain, key };
};

const NAMES = ['api.shop.test', 'up.shop.test', 'cdn.shop.test', 'ws.shop.test'];

/** An HTTPS server for the shop's hosts, unless other options are given. */
export const httpsOrigin = (listener: RequestListener, options: TlsOptions = certified(...NAMES)): Promise<Origin> =>
  listening(createHttps(options, listener));

export const httpOrigin = (listener: RequestListener): Promise<Origin> => listening(createHttp(listener));

/** A TLS server whose bytes are the test's own. */
export const tlsOrigin = (
  onSocket: (socket: TLSSocket) => void,
  options: TlsOptions = certified(...NAMES),
  host?: string,
): Promise<Origin<TcpServer>> => {
  const server = createTls(options, (socket) => {
    socket.on('error', () => {});
    onSocket(socket);
  });
  return listening(server, host);
};

export const tcpOrigin = (onSocket: (socket: Socket) => void): Promise<Origin<TcpServer>> =>
  listening(
    createTcp((socket) => {
      socket.on('error', () => {});
      onSocket(socket);
    }),
  );

const listening = async <S extends TcpServer>(server: S, host = '127.0.0.1'): Promise<Origin<S>> => {
  const open = new Set<Socket>();
  const requests: IncomingMessage[] = [];
  let accepted = 0;
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    open.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', (request: IncomingMessage) => requests.push(request));
  server.on('tlsClientError', () => {});
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { server, port, accepted: () => accepted, open: () => open.size, requests };
};

/** Answers with what was asked, as JSON. */
export const mirror = (request: IncomingMessage, response: ServerResponse): void => {
  let bytes = 0;
  request.on('data', (chunk) => {
    bytes += chunk.length;
  });
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, bytes }));
  });
};

/** An HTTPS server that mirrors, but for `/held`: that one has its answer when it is released. */
export const holdingOrigin = async () => {
  const held: (() => void)[] = [];
  let arrived = () => {};
  const isThere = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const origin = await httpsOrigin((request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/held') return mirror(request, response);
    held.push(() => mirror(request, response));
    arrived();
  });
  const release = (): void => {
    for (const answer of held) answer();
  };
  return { origin, isThere, release };
};
