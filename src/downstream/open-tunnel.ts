import type { Socket } from 'node:net';
import { beginTunnel, type TunnelOf } from '../exchange/tunnel-flow.ts';
import type { Authority } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import { UNREAD } from '../rules/unsure-apis.ts';
import type { Doors } from './doors.ts';
import { judgeAll } from './judge-all.ts';
import { passBypassed, type TunnelAnswers } from './pass-bypassed.ts';
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

/** Judges a tunnel, and lets it carry whatever it carries; one to a bypassed host is passed. `answers` speak the client's protocol. */
export const openTunnel = (doors: Doors, opened: Opened, asked: TunnelAsked, answers: TunnelAnswers): void => {
  const { socket, way, app, authority, policies } = asked;
  const [first, ...others] = policies;
  const { device, via } = way;
  const of: TunnelOf = { device, authority, policy: first, api: 'request', via };
  if (doors.decrypt !== 'always' && doors.bypassed(authority.hostname, policies)) {
    return passBypassed(doors, socket, of, answers);
  }
  const facts = { authority, device, scheme: null, api: UNREAD, sni: undefined };
  const { policy, verdict } = judgeAll(facts, 'request', first, others);
  if (verdict.outcome === 'block') {
    const flow = beginTunnel(doors.bus, doors.flows, of);
    flow.judged('tunnel', verdict);
    flow.end({ type: 'flow.refused', cause: verdict.cause, how: 'connect' });
    return answers.refuse(verdict.cause);
  }
  answers.ready();
  // The leaf is made while the client's first bytes are on their way; whoever waits for it hears of a failure.
  if (authority.port !== PLAIN_PORT && doors.decrypt !== 'never') doors.contextFor(authority.hostname).catch(() => {});
  opened(socket, { ...way, app, authority, judged: new Map() }, { ...of, policy });
};
