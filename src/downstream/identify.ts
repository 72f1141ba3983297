import type { Socket } from 'node:net';
import type { Inbound } from '../exchange/inbound.ts';
import type { Doors } from './doors.ts';
import { type Login, login, type Turned } from './login.ts';
import { loginRefusal } from './login-refusal.ts';
import { proxyUser } from './proxy-user.ts';
import { bodyText, inTurn, reject } from './reject.ts';
import type { Way } from './way.ts';

/** What is to be done behind a request whose password is being looked at, in order. */
type Line = (() => void)[];

/** Finds out who asks, outside of tunnels. */
export interface Identify {
  /** While a password of this connection is being looked at: the requests that wait for their turn; undefined: none is. */
  readonly lineOf: (way: Way) => Line | undefined;
  /** Calls `act` with the request and who asks, or tells the client what is wanted of it. */
  readonly identify: (inbound: Inbound, way: Way, act: (inbound: Inbound) => void) => void;
}

export const createIdentify = (doors: Doors, ways: WeakMap<Socket, Way>): Identify => {
  const lines = new WeakMap<Way, Line>();
  const enter = (inbound: Inbound, way: Way, found: Login, act: (inbound: Inbound) => void): void => {
    if (found.outcome !== 'in') return turnAway(inbound, way, found);
    const { device, app } = found;
    if (device === way.device && app === way.app) act(inbound);
    else act({ ...inbound, inlet: { ...way, device, app } });
  };
  const turnAway = (inbound: Inbound, way: Way, found: Turned): void => {
    const { request, head } = inbound;
    const { status, headers, body } = loginRefusal(found, doors.apps());
    if (found.outcome === 'stranger' && !head.hasBody) return challenge(inbound, way, headers, bodyText(body));
    // A body that is not read would hold the connection up: it ends.
    ways.delete(request.socket);
    inTurn(way.owed, () => reject(request.socket, status, headers, body));
  };
  return {
    lineOf: (way) => lines.get(way),
    identify: (inbound, way, act) => {
      const found = login(doors, way, proxyUser(inbound.request));
      if (!(found instanceof Promise)) return enter(inbound, way, found, act);
      const seat = way.owed.add(inbound.response);
      const line: Line = [];
      lines.set(way, line);
      void found.then((checked) => {
        lines.delete(way);
        seat.leave();
        if (inbound.request.socket.destroyed) return;
        enter(inbound, way, checked, act);
        goOn(lines, way, line);
      });
    },
  };
};

const goOn = (lines: WeakMap<Way, Line>, way: Way, line: Line): void => {
  while (!lines.has(way)) {
    const next = line.shift();
    if (!next) return;
    next();
  }
  // One of them has a password that is looked at in its turn.
  lines.get(way)?.push(...line);
};

/** The connection stays open for the same request with a name. */
const challenge = (
  { response }: Inbound,
  { owed }: Way,
  headers: Readonly<Record<string, string>>,
  text: string,
): void => {
  const seat = owed.add(response);
  response.on('close', () => seat.leave());
  const about = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) };
  response.writeHead(407, { ...about, ...headers }).end(text);
};
