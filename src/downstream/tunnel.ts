import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Apps } from '../exchange/apps.ts';
import { holdTunnel } from '../exchange/hold-tunnel.ts';
import { beginTunnel, type SpliceAnswers, spliceTunnel, type TunnelOf } from '../exchange/tunnel-flow.ts';
import type { Authority, TunnelFacts } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Verdict, Violation } from '../model/verdict.ts';
import { parseAuthority } from '../rules/hosts.ts';
import { judge } from '../rules/judge.ts';
import { refusalBody } from '../rules/refusal-body.ts';
import { UNREAD } from './api-guess.ts';
import type { Doors } from './doors.ts';
import { proxyUser } from './proxy-user.ts';
import { reject } from './reject.ts';
import type { Way } from './way.ts';

/** A tunnel that the rules let be; what it carries is yet to be seen. */
export type Opened = (socket: Socket, way: Way, of: TunnelOf) => void;

/** What is tunnelled there is seldom TLS. */
const PLAIN_PORT = 80;
const ESTABLISHED = 'HTTP/1.1 200 Connection Established\r\n\r\n';

/** Answers CONNECT: 403 with the refusal, or 200 and then whatever the tunnel carries. */
export const createTunnel =
  (doors: Doors, opened: Opened) =>
  (request: IncomingMessage, socket: Socket, head: Buffer, way: Way): void => {
    const apps = doors.apps();
    const app = way.app ?? proxyUser(request);
    const parsed = parseAuthority(request.url ?? '', null);
    if (!parsed) return malformed(socket, request.url ?? '');
    if (app !== null && !apps.byId.has(app)) return unknownApp(socket, app, apps);
    const { authority } = parsed;
    const [first, ...others] = candidates(apps, app);
    if (!first)
      return reject(socket, 403, { 'X-Mpgate-Failure': 'NO_APP' }, { version: 1, message: 'no app is loaded' });
    if (head.length > 0) socket.unshift(head);
    const of: TunnelOf = { device: way.device, authority, policy: first, api: 'request' };
    if (doors.decrypt !== 'always' && doors.bypassed(authority.hostname, [first, ...others])) {
      return through(doors, socket, of, 'bypassed: the host is on the bypass list', null);
    }
    const { policy, verdict } = judgeAll(authority, way.device, first, others);
    if (verdict.outcome === 'block') return refuseConnect(doors, socket, of, verdict);
    const its = { ...of, policy };
    if (doors.decrypt === 'never') return through(doors, socket, its, 'not decrypted: decrypt is "never"', verdict);
    socket.write(ESTABLISHED);
    // The leaf is made while the client's first bytes are on their way; whoever waits for it hears of a failure.
    if (authority.port !== PLAIN_PORT) doors.contextFor(authority.hostname).catch(() => {});
    opened(socket, { ...way, app, authority, judged: new Map() }, its);
  };

/** The app that is named; else all, the default one first, for a Referer inside may name any of them. */
const candidates = ({ byId, fallback }: Apps, app: string | null): readonly Policy[] => {
  const named = app === null ? undefined : byId.get(app);
  if (named) return [named];
  const others = [...byId.values()].filter((policy) => policy !== fallback);
  return fallback ? [fallback, ...others] : others;
};

type Blocked = Extract<Verdict, { outcome: 'block' }>;

interface Judged {
  readonly policy: Policy;
  readonly verdict: Verdict;
}

/** By the first app that allows it, for a Referer may name any of them; if none does, by the first of all. */
const judgeAll = (authority: Authority, device: string, first: Policy, others: readonly Policy[]): Judged => {
  const facts: TunnelFacts = { authority, device, scheme: null, api: UNREAD, sni: undefined };
  const asked = { policy: first, verdict: judge('tunnel', facts, first, 'request') };
  if (asked.verdict.outcome === 'pass') return asked;
  for (const policy of others) {
    const verdict = judge('tunnel', facts, policy, 'request');
    if (verdict.outcome === 'pass') return { policy, verdict };
  }
  return asked;
};

const refuseConnect = (doors: Doors, socket: Socket, of: TunnelOf, verdict: Blocked): void => {
  const flow = beginTunnel(doors.bus, doors.flows, of);
  flow.judged('tunnel', verdict);
  flow.end({ type: 'flow.refused', cause: verdict.cause, how: 'connect' });
  forbid(socket, verdict.cause);
};

const forbid = (socket: Socket, cause: Violation): void =>
  reject(socket, 403, { 'X-Mpgate-Rule': cause.rule }, refusalBody(cause));

/** `verdict` is that of the tunnel; null: it was not asked for, since the traffic is not the app's. */
const through = (doors: Doors, socket: Socket, of: TunnelOf, why: string, verdict: Verdict | null): void => {
  const flow = beginTunnel(doors.bus, doors.flows, of);
  const answers = answersTo(socket);
  if (verdict) flow.judged('tunnel', verdict);
  if (!verdict || holdTunnel(flow, of, doors.devices, answers)) {
    void spliceTunnel(socket, of, flow, doors.connect, why, answers);
  }
};

/** Answers to CONNECT; once it is answered, only its connection can be broken off. */
const answersTo = (socket: Socket): SpliceAnswers => {
  const state: { how: 'connect' | 'cut' } = { how: 'connect' };
  return {
    ready: () => {
      state.how = 'cut';
      socket.write(ESTABLISHED);
    },
    how: () => state.how,
    refuse: (cause) => {
      if (state.how === 'connect') forbid(socket, cause);
      else socket.resetAndDestroy();
    },
    fail: (code, message) => reject(socket, 502, { 'X-Mpgate-Failure': code }, { version: 1, failure: code, message }),
  };
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
