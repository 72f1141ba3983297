/** Requests as an exchange gets them, off a real server, as if each had come out of a decrypted tunnel. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { readHead } from '../../src/downstream/head.ts';
import type { Inbound, Inlet } from '../../src/exchange/inbound.ts';
import type { Bus, FlowEvent } from '../../src/model/event.ts';
import { authorityOf } from '../support/facts.ts';
import { until } from '../upstream/turns.ts';

export interface Desk {
  readonly inbounds: readonly Inbound[];
  /** A client's connection, with all that it has been sent. */
  readonly client: () => Promise<Client>;
  /** The nth request from 0, once it is here. */
  readonly nth: (index: number) => Promise<Inbound>;
}

export interface Client {
  readonly socket: Socket;
  readonly text: () => string;
  /** How the connection ended: `end`, or the code of its error. */
  readonly ended: Promise<string>;
}

export interface DeskOptions {
  readonly inlet?: Partial<Inlet>;
  readonly host?: string;
  readonly take?: (inbound: Inbound) => void;
}

/** Opens a server; `take` is asked at each request. */
export const openDesk = async ({
  inlet = {},
  host = 'api.shop.test',
  take = () => {},
}: DeskOptions = {}): Promise<Desk> => {
  const inbounds: Inbound[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true });
  const receive = (request: IncomingMessage, response: ServerResponse, upgrade: Inbound['upgrade']): void => {
    const head = readHead(request);
    const inbound: Inbound = {
      request,
      response,
      upgrade,
      inlet: {
        device: '127.0.0.1',
        app: null,
        sni: host,
        via: '',
        reset: () => void request.socket.resetAndDestroy(),
        judged: new Map(),
        ...inlet,
      },
      authority: authorityOf(host),
      scheme: head.upgrade ? 'wss' : 'https',
      path: request.url ?? '',
      writtenPort: head.hostPort,
      head,
    };
    inbounds.push(inbound);
    take(inbound);
  };
  const plain = (request: IncomingMessage, response: ServerResponse) => receive(request, response, null);
  server.on('request', plain);
  server.on('checkContinue', plain);
  server.on('upgrade', (request, socket: Socket, head) => {
    const response = new ServerResponse(request);
    response.assignSocket(socket);
    response.shouldKeepAlive = false;
    response.once('finish', () => socket.end());
    receive(request, response, { socket, head });
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  const nth = async (index: number): Promise<Inbound> => {
    await until(() => inbounds.length > index);
    const inbound = inbounds[index];
    if (!inbound) throw new Error('it is here');
    return inbound;
  };
  return { inbounds, nth, client: () => clientOf(port) };
};

const clientOf = async (port: number): Promise<Client> => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  const ended = new Promise<string>((resolve) => {
    socket.once('error', (error: Error & { code?: string }) => resolve(error.code ?? error.message));
    socket.once('end', () => resolve('end'));
  });
  await once(socket, 'connect');
  return { socket, text: () => text, ended };
};

/** A bus that keeps what it is told. */
export const keeping = (): { readonly bus: Bus; readonly events: readonly FlowEvent[] } => {
  const events: FlowEvent[] = [];
  return { bus: { emit: (event) => void events.push(event), subscribe: () => () => {} }, events };
};
