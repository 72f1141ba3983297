import type { Socket } from 'node:net';
import { GATE_HOST } from '../onboarding/gate-host.ts';
import { candidates } from './candidates.ts';
import type { OtherReader } from './divide.ts';
import type { Doors } from './doors.ts';
import { httpAnswers } from './http-answers.ts';
import { type Login, login } from './login.ts';
import { loginRefusal } from './login-refusal.ts';
import { askedFor, type OriginForm, originForm } from './origin-form.ts';
import { passBypassed } from './pass-bypassed.ts';
import { proxyUser } from './proxy-user.ts';
import { reject } from './reject.ts';
import type { Way } from './way.ts';

/**
 * Takes connections whose first request is plain HTTP for a bypassed host, such as the host app's `Upgrade: mmtls`: it goes
 * on in origin form, and what follows both ways as it comes. `asHttp`: reads the connection as that of any other client.
 */
export const createPassPlain = (doors: Doors, socket: Socket, way: Way, asHttp: () => void): OtherReader => ({
  is: (first) => {
    if (doors.decrypt === 'always') return false;
    const { hostname = GATE_HOST } = askedFor(first) ?? {};
    return hostname !== GATE_HOST && doors.bypassed(hostname, []);
  },
  take: () => {
    const back = () => {
      asHttp();
      socket.resume();
    };
    const first: Buffer = socket.read() ?? Buffer.alloc(0);
    // A client that has ended its side is at its end once nothing is left to be read.
    socket.unshift(first);
    const asked = originForm(first);
    if (!asked) return back();
    const enter = (found: Login) => pass(doors, socket, asked, found) || back();
    const found = login(doors, way, proxyUser({ headers: { 'proxy-authorization': asked.login ?? '' } }));
    if (found instanceof Promise) void found.then(enter);
    else enter(found);
  },
});

/** Whether the connection is dealt with: passed on, or turned away. */
const pass = (doors: Doors, socket: Socket, { method, authority, head, end }: OriginForm, found: Login): boolean => {
  if (socket.destroyed) return true;
  if (found.outcome !== 'in') {
    const { status, headers, body } = loginRefusal(found, doors.apps());
    reject(socket, status, headers, body);
    return true;
  }
  const policies = candidates(doors.apps(), found.app);
  const [policy] = policies;
  if (!policy || !doors.bypassed(authority.hostname, policies)) return false;
  const come: Buffer = socket.read();
  socket.unshift(Buffer.concat([head, come.subarray(end)]));
  const of = { device: found.device, authority, policy, api: 'request', method } as const;
  passBypassed(
    doors,
    socket,
    of,
    httpAnswers(socket, () => {}),
  );
  return true;
};
