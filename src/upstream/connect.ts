import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import type { FindPath } from '../chain/path-finder.ts';
import type { Authority, PeerFacts } from '../model/facts.ts';
import type { Verdict } from '../model/verdict.ts';
import { judge } from '../rules/judge.ts';
import { type Attempt, type Cancel, createAttempt, failure } from './attempt.ts';
import type { KeySwaps } from './key-swaps.ts';
import type { Locating, Sought } from './locate.ts';
import { noProtocol, type PeerQuestion, peerFacts } from './peer.ts';
import type { Target } from './resolve.ts';
import type { AbsoluteForm } from './way/absolute-form.ts';
import { type Found, findWay } from './way/find-way.ts';

/** What every connection of a gate shares; `handshakeMs` is for look-up, TCP and TLS together. */
export interface Dialling extends Locating {
  readonly context: SecureContext;
  /** By the same roots. */
  readonly findPath: FindPath;
  readonly keySwaps: Pick<KeySwaps, 'applied'>;
}

/** What is wanted of one connection. */
export interface Order extends Sought {
  /** Id of the flow that asks. */
  readonly flow: string;
  readonly secure: boolean;
  /** Whether a proxy may read it and pass it on: plain requests of HTTP, none of which asks for an upgrade. */
  readonly readable: boolean;
  /** `Via` of the tunnel that the client asked for; empty: it had none. */
  readonly via: string;
  readonly pinVerified: boolean;
  /** Is told what was found on the way to a server that the network then kept from being reached. */
  readonly unreached: (stage: 'dial' | 'peer', verdict: Verdict) => void;
}

/** The server that a connection was made to. */
export interface Reached {
  readonly target: Target;
  /** What its handshake showed; null: none was made. */
  readonly facts: PeerFacts | null;
}

/** A connection that may carry requests: the verdicts say what was found on the way. */
export interface Connected {
  readonly outcome: 'connected';
  readonly socket: Duplex;
  /** How requests are written for the proxy that reads them; null: the server reads them. */
  readonly absolute: AbsoluteForm | null;
  /** null: no network was used. */
  readonly dial: Verdict | null;
  /** null: no TLS. */
  readonly peer: Verdict | null;
  /** null: no server that could be looked at again. */
  readonly reached: Reached | null;
}

/** A connection that a rule forbids. The server has seen no request byte. */
export interface Forbidden {
  readonly outcome: 'forbidden';
  readonly dial: Verdict;
  readonly peer: Verdict | null;
  /** null: none was dialled. */
  readonly reached: Reached | null;
}

/** Makes judged connections. */
export type Connect = (order: Order, cancel: Cancel) => Promise<Connected | Forbidden>;

/**
 * Resolves once, judges the address, dials that address or asks the upstream proxy for it, finishes the handshake, judges
 * the peer, and only then hands the socket over: what is connected to is what was judged. Rejects with the system's code where the network fails.
 */
export const connect = async (order: Order, dialling: Dialling, cancel: Cancel): Promise<Connected | Forbidden> => {
  const attempt = createAttempt(dialling.handshakeMs, cancel);
  try {
    const found = await findWay(order, dialling, attempt);
    if (found.dial.outcome === 'block') return { outcome: 'forbidden', dial: found.dial, peer: null, reached: null };
    return await reach(found, order, dialling, attempt).catch((reason: unknown) => {
      order.unreached('dial', found.dial);
      throw reason;
    });
  } finally {
    attempt.done();
  }
};

const reach = async (
  { dial, open }: Found,
  order: Order,
  dialling: Dialling,
  attempt: Attempt,
): Promise<Connected | Forbidden> => {
  const { socket, absolute, target } = await open();
  const reached = (facts: PeerFacts | null) => target && { target, facts };
  if (!order.secure) return { outcome: 'connected', socket, absolute, dial, peer: null, reached: reached(null) };
  const { facts, ...made } = await secure(socket, order, dialling, dial, attempt);
  return { ...made, reached: reached(facts) };
};

const secure = async (socket: Socket, order: Order, dialling: Dialling, dial: Verdict, attempt: Attempt) => {
  const question = { ...order, at: Date.now() };
  const handshake = await attempt.race(shake(socket, order.authority, dialling.context, attempt));
  const shown = handshake ? peerFacts(handshake, facing(question), dialling.findPath) : noProtocol(facing(question));
  const facts = dialling.keySwaps.applied(shown);
  if (handshake && facts.chain.length === 0) {
    handshake.destroy();
    throw failure('EPROTO', 'the server showed no certificate');
  }
  const peer = judge('peer', facts, order.policy, order.api);
  if (handshake && peer.outcome === 'pass')
    return { outcome: 'connected' as const, socket: handshake, absolute: null, dial, peer, facts };
  (handshake ?? socket).destroy();
  if (peer.outcome === 'pass') {
    order.unreached('peer', peer);
    throw failure('EPROTO', 'the server agreed to no version of TLS');
  }
  return { outcome: 'forbidden' as const, dial, peer, facts };
};

const facing = ({ authority, device, pinVerified, at }: PeerQuestion): PeerQuestion => ({
  authority,
  device,
  pinVerified,
  at,
});

/** Errors of a handshake that failed because no TLS version suits both sides. */
const NO_VERSION = /protocol[_ ]version|unsupported[_ ]protocol|version[_ ]too[_ ]low|inappropriate[_ ]fallback/i;

/** null: no version of TLS suits both sides. Rejects with the system's code, or OpenSSL's. */
export const shake = (
  socket: Socket,
  { hostname, kind }: Authority,
  secureContext: SecureContext,
  attempt: Attempt,
): Promise<TLSSocket | null> =>
  new Promise((resolve, reject) => {
    const tls = connectTls({
      socket,
      secureContext,
      ...(kind === 'name' ? { servername: hostname } : {}),
      ALPNProtocols: ['http/1.1'],
      // The chain, the name and the pin are facts for the rules: they judge the finished handshake before the socket is
      // handed over. checkServerIdentity is no place for that, for Node leaves it out on resumed sessions.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    attempt.own(tls);
    const early = (error: Error & { code?: string }) =>
      NO_VERSION.test(`${error.code} ${error.message}`) ? resolve(null) : reject(error);
    const closed = () => reject(failure('ECONNRESET', 'the server closed the connection in the TLS handshake'));
    tls.once('error', early);
    tls.once('close', closed);
    tls.once('secureConnect', () => {
      tls.off('error', early);
      tls.off('close', closed);
      resolve(tls);
    });
  });
