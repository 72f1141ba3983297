import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { parseAuthority } from '../rules/hosts.ts';
import { candidates } from './candidates.ts';
import type { Doors } from './doors.ts';
import type { GateTunnel } from './gate-tunnel.ts';
import { httpAnswers } from './http-answers.ts';
import { isLoop, LOOP } from './is-loop.ts';
import { type Login, login, type Turned } from './login.ts';
import { loginRefusal } from './login-refusal.ts';
import { type Opened, openTunnel, type TunnelAsked } from './open-tunnel.ts';
import { proxyUser } from './proxy-user.ts';
import { answer, reject } from './reject.ts';
import type { Way } from './way.ts';

const ESTABLISHED = 'HTTP/1.1 200 Connection Established\r\n\r\n';

/**
 * Answers CONNECT: 403 with the refusal, or 200 and then whatever the tunnel carries. `again`: reads the connection as
 * HTTP once more.
 */
export const createTunnel =
  (doors: Doors, opened: Opened, gateTunnel: GateTunnel, again: (socket: Socket) => void) =>
  (request: IncomingMessage, socket: Socket, head: Buffer, way: Way): void => {
    const parsed = parseAuthority(request.url ?? '', null);
    if (!parsed) return malformed(socket, request.url ?? '');
    const { authority } = parsed;
    if (head.length > 0) socket.unshift(head);
    // The gate's own pages are for everybody who may connect.
    if (gateTunnel(socket, way, authority, answersOn(socket))) return;
    if (isLoop(request, doors.mark))
      return reject(socket, LOOP.status, { 'X-Mpgate-Failure': LOOP.failure }, { version: 1, ...LOOP });
    const enter = (found: Login): void => {
      if (socket.destroyed) return;
      if (found.outcome !== 'in') return turnAway(socket, found, doors, mayAskAgain(request, head) ? again : null);
      const { device, app } = found;
      const via = request.headers.via ?? '';
      open(doors, opened, { socket, way: { ...way, device, via }, app, authority });
    };
    const found = login(doors, way, proxyUser(request));
    if (found instanceof Promise) void found.then(enter);
    else enter(found);
  };

const answersOn = (socket: Socket) => ({
  ready: () => void socket.write(ESTABLISHED),
  refuse: (failure: string, message: string) =>
    reject(socket, 403, { 'X-Mpgate-Failure': failure }, { version: 1, failure, message }),
});

const open = (doors: Doors, opened: Opened, asked: Omit<TunnelAsked, 'policies'>): void => {
  const { socket, app } = asked;
  const [first, ...others] = candidates(doors.apps(), app);
  if (!first) return reject(socket, 403, { 'X-Mpgate-Failure': 'NO_APP' }, { version: 1, message: 'no app is loaded' });
  const answers = httpAnswers(socket, answersOn(socket).ready);
  openTunnel(doors, opened, { ...asked, policies: [first, ...others] }, answers);
};

/** A challenge leaves the connection open for the same request with a name, if nothing stands behind it that could be taken for one. */
const turnAway = (socket: Socket, found: Turned, doors: Doors, again: ((socket: Socket) => void) | null): void => {
  const { status, headers, body } = loginRefusal(found, doors.apps());
  if (!again || found.outcome !== 'stranger') return reject(socket, status, headers, body);
  answer(socket, status, { ...headers, Connection: 'keep-alive' }, body);
  again(socket);
};

const mayAskAgain = ({ httpVersion, headers }: IncomingMessage, head: Buffer): boolean =>
  httpVersion === '1.1' &&
  head.length === 0 &&
  headers['content-length'] === undefined &&
  headers['transfer-encoding'] === undefined &&
  !/\bclose\b/i.test(`${headers.connection} ${headers['proxy-connection']}`);

const malformed = (socket: Socket, target: string): void =>
  reject(
    socket,
    400,
    { 'X-Mpgate-Failure': 'BAD_TARGET' },
    {
      version: 1,
      failure: 'BAD_TARGET',
      message: `CONNECT wants host:port, not ${JSON.stringify(target.slice(0, 200))}`,
    },
  );
