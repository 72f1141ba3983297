import type { Socket } from 'node:net';
import { holdTunnel } from '../exchange/hold-tunnel.ts';
import { beginTunnel, type SpliceAnswers, spliceTunnel, type TunnelOf } from '../exchange/tunnel-flow.ts';
import type { Authority } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';
import { UNREAD } from '../rules/unsure-apis.ts';
import type { Doors } from './doors.ts';
import { judgeAll } from './judge-all.ts';
import type { Way } from './way.ts';

/** A tunnel that the rules let be; what it carries is yet to be seen. */
export type Opened = (socket: Socket, way: Way, of: TunnelOf) => void;

/** What is tunnelled there is seldom TLS. */
const PLAIN_PORT = 80;

/** A tunnel as a client asked for it, in whichever protocol. */
export interface TunnelAsked {
  readonly socket: Socket;
  readonly way: Way;
  /** The app that the listener or the user name names; null: neither does. */
  readonly app: string | null;
  readonly authority: Authority;
  /** Whose rules may hold. */
  readonly policies: readonly [Policy, ...Policy[]];
}

/** What a client is told, in its own protocol, before its tunnel stands. */
export type TunnelAnswers = Omit<SpliceAnswers, 'how'>;

/** Judges a tunnel, and lets it carry whatever it carries, or passes it through unread; `answers` speak the client's protocol. */
export const openTunnel = (doors: Doors, opened: Opened, asked: TunnelAsked, answers: TunnelAnswers): void => {
  const { socket, way, app, authority, policies } = asked;
  const [first, ...others] = policies;
  const { device, via } = way;
  const of: TunnelOf = { device, authority, policy: first, api: 'request', via };
  if (doors.decrypt !== 'always' && doors.bypassed(authority.hostname, policies)) {
    return through(doors, socket, of, 'bypassed: the host is on the bypass list', null, answers);
  }
  const facts = { authority, device, scheme: null, api: UNREAD, sni: undefined };
  const { policy, verdict } = judgeAll(facts, 'request', first, others);
  if (verdict.outcome === 'block') {
    const flow = beginTunnel(doors.bus, doors.flows, of);
    flow.judged('tunnel', verdict);
    flow.end({ type: 'flow.refused', cause: verdict.cause, how: 'connect' });
    return answers.refuse(verdict.cause);
  }
  const its = { ...of, policy };
  if (doors.decrypt === 'never') {
    return through(doors, socket, its, 'not decrypted: decrypt is "never"', verdict, answers);
  }
  answers.ready();
  // The leaf is made while the client's first bytes are on their way; whoever waits for it hears of a failure.
  if (authority.port !== PLAIN_PORT) doors.contextFor(authority.hostname).catch(() => {});
  opened(socket, { ...way, app, authority, judged: new Map() }, its);
};

/** `verdict` is that of the tunnel; null: it was not asked for, since the traffic is not the app's. */
const through = (
  doors: Doors,
  socket: Socket,
  of: TunnelOf,
  why: string,
  verdict: Verdict | null,
  answers: TunnelAnswers,
): void => {
  const flow = beginTunnel(doors.bus, doors.flows, of);
  const its = whileOpen(socket, answers);
  if (verdict) flow.judged('tunnel', verdict);
  if (!verdict || holdTunnel(flow, of, doors.devices, its)) void spliceTunnel(socket, of, flow, doors, why, its);
};

/** Once a tunnel stands, only its connection can be broken off. */
const whileOpen = (socket: Socket, { ready, refuse, fail }: TunnelAnswers): SpliceAnswers => {
  const state: { how: 'connect' | 'cut' } = { how: 'connect' };
  return {
    ready: () => {
      state.how = 'cut';
      ready();
    },
    how: () => state.how,
    refuse: (cause) => {
      if (state.how === 'connect') refuse(cause);
      else socket.resetAndDestroy();
    },
    fail,
  };
};
