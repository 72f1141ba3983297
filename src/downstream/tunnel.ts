import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Apps } from '../exchange/apps.ts';
import { parseAuthority } from '../rules/hosts.ts';
import { refusalBody } from '../rules/refusal-body.ts';
import { candidates } from './candidates.ts';
import type { Doors } from './doors.ts';
import type { GateTunnel } from './gate-tunnel.ts';
import { type Opened, openTunnel } from './open-tunnel.ts';
import { proxyUser } from './proxy-user.ts';
import { reject } from './reject.ts';
import type { Way } from './way.ts';

const ESTABLISHED = 'HTTP/1.1 200 Connection Established\r\n\r\n';

/** Answers CONNECT: 403 with the refusal, or 200 and then whatever the tunnel carries. */
export const createTunnel =
  (doors: Doors, opened: Opened, gateTunnel: GateTunnel) =>
  (request: IncomingMessage, socket: Socket, head: Buffer, way: Way): void => {
    const apps = doors.apps();
    const app = way.app ?? proxyUser(request);
    const parsed = parseAuthority(request.url ?? '', null);
    if (!parsed) return malformed(socket, request.url ?? '');
    if (app !== null && !apps.byId.has(app)) return unknownApp(socket, app, apps);
    const { authority } = parsed;
    if (head.length > 0) socket.unshift(head);
    const ready = () => socket.write(ESTABLISHED);
    const refuse = (failure: string, message: string) =>
      reject(socket, 403, { 'X-Mpgate-Failure': failure }, { version: 1, failure, message });
    if (gateTunnel(socket, way, authority, { ready, refuse })) return;
    const [first, ...others] = candidates(apps, app);
    if (!first)
      return reject(socket, 403, { 'X-Mpgate-Failure': 'NO_APP' }, { version: 1, message: 'no app is loaded' });
    openTunnel(
      doors,
      opened,
      { socket, way, app, authority, policies: [first, ...others] },
      {
        ready,
        refuse: (cause) => reject(socket, 403, { 'X-Mpgate-Rule': cause.rule }, refusalBody(cause)),
        fail: (code, message) =>
          reject(socket, 502, { 'X-Mpgate-Failure': code }, { version: 1, failure: code, message }),
      },
    );
  };

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

/** A user name that is no app is a slip of the pen: judging it by the default app would only confuse. */
export const unknownApp = (socket: Socket, app: string, apps: Apps): void =>
  reject(
    socket,
    407,
    { 'Proxy-Authenticate': 'Basic realm="mpgate: the user name is an appid"', 'X-Mpgate-Failure': 'UNKNOWN_APP' },
    {
      version: 1,
      failure: 'UNKNOWN_APP',
      message: `the proxy user name ${JSON.stringify(app.slice(0, 80))} is the appid of no loaded app`,
      loaded: [...apps.byId.keys()].slice(0, 20),
    },
  );
