import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Inbound } from '../exchange/inbound.ts';
import { readInTurn } from '../exchange/read-in-turn.ts';
import type { Doors } from './doors.ts';
import { readHead } from './head.ts';
import { proxyUser } from './proxy-user.ts';
import { endGently, inTurn, reject } from './reject.ts';
import { targetOf } from './target.ts';
import { unknownApp } from './tunnel.ts';
import type { Way } from './way.ts';

/** Takes requests off the server, in a tunnel or not, and hands them on described. */
export interface Reception {
  readonly request: (request: IncomingMessage, response: ServerResponse) => void;
  readonly upgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void;
}

export const createReception = (doors: Doors, ways: WeakMap<Socket, Way>): Reception => {
  const receive = (request: IncomingMessage, response: ServerResponse, upgrade: Inbound['upgrade']): void => {
    const way = ways.get(request.socket);
    // Turned away, at the door or with an earlier request.
    if (!way || request.socket.writableEnded) return;
    const inbound = describe(request, response, upgrade, way, doors);
    if (!inbound) return void ways.delete(request.socket);
    if (way.owed.size > 0) readInTurn(request.socket);
    const seat = way.owed.add(response);
    response.on('close', () => seat.leave());
    doors.exchange(inbound);
  };
  return {
    request: (request, response) => {
      request.on('error', () => {});
      receive(request, response, null);
    },
    upgrade: (request, socket, head) => {
      socket.on('error', () => {});
      const owed = ways.get(socket)?.owed;
      if (owed?.size) return behind(socket, owed);
      const response = new ServerResponse(request);
      response.assignSocket(socket);
      // Whatever answer comes instead of a switch of protocols, no request follows it: the parser is gone.
      response.shouldKeepAlive = false;
      response.once('finish', () => endGently(socket));
      receive(request, response, { socket, head });
    },
  };
};

/** null: refused here, with the reason; the connection ends with it. */
const describe = (
  request: IncomingMessage,
  response: ServerResponse,
  upgrade: Inbound['upgrade'],
  way: Way,
  doors: Doors,
): Inbound | null => {
  const head = readHead(request);
  const no = (status: number, failure: string, message: string): null => {
    inTurn(way.owed, () =>
      reject(request.socket, status, { 'X-Mpgate-Failure': failure }, { version: 1, failure, message }),
    );
    return null;
  };
  if (head.misframed !== null) return no(400, 'BAD_FRAMING', head.misframed);
  // Whose bytes they are, the request's or the new protocol's, client and server may see differently.
  if (upgrade && head.hasBody) return no(400, 'UPGRADE', 'an upgrade to another protocol, with a body');
  const app = way.app ?? (way.authority ? null : proxyUser(request));
  if (app !== null && !doors.apps().byId.has(app)) {
    inTurn(way.owed, () => unknownApp(request.socket, app, doors.apps()));
    return null;
  }
  const target = targetOf(request.url ?? '', way, head.upgrade !== null, head.hostPort);
  if (!target) return no(400, 'BAD_TARGET', aboutTarget(request.url ?? '', way));
  const inlet = app === way.app ? way : { ...way, app };
  const { authority, scheme, path, writtenPort } = target;
  const asked = head.upgrade === null ? null : upgrade;
  return { request, response, upgrade: asked, inlet, authority, scheme, path, writtenPort, head };
};

/** Another protocol on this connection, while answers to earlier requests are still to come on it. */
export const behind = (socket: Socket, owed: Way['owed']): void =>
  inTurn(owed, () =>
    reject(
      socket,
      400,
      { 'X-Mpgate-Failure': 'PIPELINED' },
      {
        version: 1,
        failure: 'PIPELINED',
        message: 'a change of protocols behind requests that wait for their answers',
      },
    ),
  );

const aboutTarget = (url: string, way: Way): string =>
  way.authority === null && url.startsWith('/')
    ? 'This is mpgate, a forward proxy: set it as the HTTP and HTTPS proxy of a client, and open a page through it.'
    : `the request target ${JSON.stringify(url.slice(0, 200))} is not one that a client of this proxy has reason to send`;
