import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Inbound } from '../exchange/inbound.ts';
import { readInTurn } from '../exchange/read-in-turn.ts';
import { GATE_HOST, GATE_PORTS } from '../onboarding/gate-host.ts';
import type { Visit } from '../onboarding/visit.ts';
import type { Doors } from './doors.ts';
import { noSuchPort } from './gate-tunnel.ts';
import { readHead } from './head.ts';
import { createIdentify } from './identify.ts';
import { isLoop, LOOP } from './is-loop.ts';
import { reachedBy } from './reached-by.ts';
import { endGently, inTurn, reject } from './reject.ts';
import { type Target, targetOf } from './target.ts';
import type { Way } from './way.ts';

/** Takes requests off the server, in a tunnel or not, and hands them on described. */
export interface Reception {
  readonly request: (request: IncomingMessage, response: ServerResponse) => void;
  readonly upgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void;
}

/** Requests of one connection that wait while a password is looked at; more than a client sends ahead. */
const LONGEST_LINE = 100;

export const createReception = (doors: Doors, ways: WeakMap<Socket, Way>): Reception => {
  const { lineOf, identify } = createIdentify(doors, ways);
  const receive = (request: IncomingMessage, response: ServerResponse, upgrade: Inbound['upgrade']): void => {
    const way = ways.get(request.socket);
    // Turned away, at the door or with an earlier request.
    if (!way || request.socket.writableEnded) return;
    const line = lineOf(way);
    if (line && line.length < LONGEST_LINE) return void line.push(() => receive(request, response, upgrade));
    if (line) return void (line.length === LONGEST_LINE && line.push(() => cut(request.socket, way)));
    const inbound = describe(request, response, upgrade, way, doors.mark);
    if (!inbound) return void ways.delete(request.socket);
    if ('reached' in inbound) take(inbound, way, doors.onboarding);
    else if (way.authority) take(inbound, way, doors.exchange);
    else identify(inbound, way, (known) => take(known, way, doors.exchange));
  };
  const cut = (socket: Socket, { owed }: Way): void => {
    if (ways.delete(socket)) behind(socket, owed);
  };
  return {
    request: (request, response) => {
      request.on('error', () => {});
      receive(request, response, null);
    },
    upgrade: (request, socket, head) => {
      socket.on('error', () => {});
      const owed = ways.get(socket)?.owed;
      if (owed?.size) return void behind(socket, owed);
      const response = new ServerResponse(request);
      response.assignSocket(socket);
      // Whatever answer comes instead of a switch of protocols, no request follows it: the parser is gone.
      response.shouldKeepAlive = false;
      response.once('finish', () => endGently(socket));
      receive(request, response, { socket, head });
    },
  };
};

/** From now on an answer is owed. */
const take = <T extends Asked>(asked: T, { owed }: Way, act: (asked: T) => void): void => {
  const { request, response } = asked;
  if (owed.size > 0) readInTurn(request.socket);
  const seat = owed.add(response);
  response.on('close', () => seat.leave());
  act(asked);
};

/** null: refused here, with the reason; the connection ends with it. */
const describe = (
  request: IncomingMessage,
  response: ServerResponse,
  upgrade: Inbound['upgrade'],
  way: Way,
  mark: string | null,
): Inbound | Visit | null => {
  const head = readHead(request);
  if (head.misframed !== null) return refuse(request, way, 400, 'BAD_FRAMING', head.misframed);
  // Whose bytes they are, the request's or the new protocol's, client and server may see differently.
  if (upgrade && head.hasBody)
    return refuse(request, way, 400, 'UPGRADE', 'an upgrade to another protocol, with a body');
  const target = targetOf(request.url ?? '', way, head.upgrade !== null, head.hostPort);
  if (isLoop(request, mark)) return refuse(request, way, LOOP.status, LOOP.failure, LOOP.message);
  const asked = head.upgrade === null ? null : upgrade;
  if (!target || target.authority.hostname === GATE_HOST)
    return visit({ request, response, upgrade: asked }, way, target);
  const { authority, scheme, path, writtenPort } = target;
  return { request, response, upgrade: asked, inlet: way, authority, scheme, path, writtenPort, head };
};

type Asked = Pick<Visit, 'request' | 'response' | 'upgrade'>;

/** A request for the gate itself, by its name, or as to any server, outside of a tunnel; null: it is for nobody. */
const visit = (asked: Asked, way: Way, target: Target | null): Visit | null => {
  const { request } = asked;
  const { url = '' } = request;
  const { device, app } = way;
  const at = { ...asked, reached: reachedBy(request.socket), device, app };
  if (!target && way.authority === null && url.startsWith('/')) return { ...at, path: url, by: 'address' };
  if (!target) return refuse(request, way, 400, 'BAD_TARGET', aboutTarget(url));
  const { port } = target.authority;
  if (!GATE_PORTS.has(port)) return refuse(request, way, 403, 'NO_SUCH_PORT', noSuchPort(port));
  return { ...at, path: target.path, by: way.secure ? 'tls' : 'name' };
};

/** Says no when the answers before it are over. */
const refuse = ({ socket }: IncomingMessage, { owed }: Way, status: number, failure: string, message: string): null => {
  inTurn(owed, () => reject(socket, status, { 'X-Mpgate-Failure': failure }, { version: 1, failure, message }));
  return null;
};

/** Another protocol on this connection, while answers to earlier requests are still to come on it. */
export const behind = (socket: Socket, owed: Way['owed']): null => {
  inTurn(owed, () =>
    reject(
      socket,
      400,
      { 'X-Mpgate-Failure': 'PIPELINED' },
      {
        version: 1,
        failure: 'PIPELINED',
        message:
          'behind requests that wait for their answers: a change of protocols, or more requests than wait for one password',
      },
    ),
  );
  return null;
};

const aboutTarget = (url: string): string =>
  `the request target ${JSON.stringify(url.slice(0, 200))} is not one that a client of this proxy has reason to send`;
